import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages, renderMarkdown } from '@academy/platform';
import type { Actor } from '@academy/people';
import { hoursByArea, hoursByYear, type Portfolio, Portfolios, totalHours } from '@academy/credentials';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page } from '../views/page';
import { ALL_SECTIONS, PortfolioQuery } from './own.forms';
import { pictureOf, skillView } from './own.view';

/** All that one learned on one page, to be printed. */
@Controller('me/portfolio')
export class PortfolioPages {
  constructor(
    private readonly portfolios: Portfolios,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(@Query({ schema: PortfolioQuery }) query: z.infer<typeof PortfolioQuery>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return new Page('credentials/portfolio', this.view(await this.portfolios.of(me.userId, locale, me.timeZone), query, locale, me.timeZone));
  }

  private view(portfolio: Portfolio, { from, until, show }: z.infer<typeof PortfolioQuery>, locale: string, timeZone: string) {
    const isWithin = (year: number): boolean => year >= (from ?? 0) && year <= (until ?? 9_999);
    const calendar = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
    const yearOf = (instant: string): number => Number(calendar.format(new Date(instant)));
    const entries = portfolio.entries.filter(({ year }) => isWithin(year));
    const badges = portfolio.badges.filter(({ issuedOn }) => isWithin(yearOf(issuedOn)));
    const byYear = hoursByYear(entries);
    const byArea = hoursByArea(entries);
    const shown = show ?? ALL_SECTIONS;
    const years = [...new Set([...portfolio.entries.map(({ year }) => year), ...portfolio.badges.map(({ issuedOn }) => yearOf(issuedOn))])].sort((a, b) => b - a).map(String);
    const hours = (value: number): string => this.messages.text(locale, 'portfolio.hours', { hours: value });
    const { recognition } = portfolio;
    return {
      lead: [portfolio.name, ...(shown.includes('school') && portfolio.school ? [portfolio.school] : [])].join(', '),
      country: portfolio.country,
      isEmpty: portfolio.entries.length === 0 && portfolio.badges.length === 0,
      shows: Object.fromEntries(ALL_SECTIONS.map((section) => [section, shown.includes(section)])),
      choices: ALL_SECTIONS.map((section) => ({ section, isShown: shown.includes(section) })),
      years: years.map((year) => ({ value: year, label: year })),
      chosen: { from: from === undefined ? '' : String(from), until: until === undefined ? '' : String(until) },
      period: { from: String(byYear.at(-1)?.year ?? ''), until: String(byYear[0]?.year ?? '') },
      total: hours(totalHours(entries)),
      courseCount: entries.length,
      badgeCount: badges.length,
      byYear: byYear.map(({ year, hours: value, courses }) => ({ label: String(year), value, words: hours(value), note: null, courses })),
      mostInYear: Math.max(1, ...byYear.map((each) => each.hours)),
      byArea: byArea.map(({ area, hours: value, codes }) => ({ label: this.messages.text(locale, `portfolio.area-${area}`), value, words: hours(value), note: null, codes: codes.join(', ') })),
      mostInArea: Math.max(1, ...byArea.map((each) => each.hours)),
      entries: entries.map((entry) => ({ ...entry, hoursWords: entry.hours > 0 ? hours(entry.hours) : null, codesWords: [...entry.codes].sort().join(', ') })),
      badges: badges.map((badge) => ({ ...badge, picture: pictureOf(badge), skills: badge.skills.map(skillView) })),
      verifyAddress: `${this.config.publicUrl}/verify`,
      recognition: recognition && { ...recognition, guidanceHtml: recognition.guidance === '' ? '' : renderMarkdown(recognition.guidance) },
    };
  }
}
