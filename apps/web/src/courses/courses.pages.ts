import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { Clock, Messages, NotFound } from '@academy/platform';
import { CourseQueries, LEVELS, SUBJECTS, Versions } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import { EnrolmentQueries } from '@academy/enrolments';
import type { Actor } from '@academy/people';
import { Publications } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Choice, languages } from '../account/choices';
import { spaceHref } from '../discussions/space.addresses';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page } from '../views/page';
import { Catalogue } from './catalogue';
import { cardView, earningView, type EditionLine, editionLine, headView, programmeView } from './course.view';
import { featuredOf } from './offer';

const PER_PAGE = 12;
/** Filters as they stand in an address that anybody may have changed: what none of them can be does not filter. */
const text = (most: number) => z.string().trim().min(1).max(most).optional().catch(undefined);
const Filters = z.object({
  q: text(200),
  subject: z.enum(SUBJECTS).optional().catch(undefined),
  level: z.enum(LEVELS).optional().catch(undefined),
  language: z.string().regex(/^[a-z]{2,3}$/).optional().catch(undefined),
  cursor: text(500),
});
const Slug = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

@Controller('courses')
export class CoursesPages {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly courses: CourseQueries,
    private readonly versions: Versions,
    private readonly editions: EditionQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly publications: Publications,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('anyone')
  async list(@Query() query: unknown, @Req() { locale }: FastifyRequest): Promise<Page> {
    const { cursor, ...filters } = Filters.parse(query);
    const { items, nextCursor } = await this.catalogue.list({ ...filters, cursor, limit: PER_PAGE });
    const now = this.clock.now();
    const given = Object.entries(filters).filter((filter): filter is [string, string] => filter[1] !== undefined);
    return new Page('courses/catalogue', {
      filters: { q: '', subject: '', level: '', language: '', ...filters },
      isFiltered: given.length > 0,
      subjects: this.named(locale, 'subject', SUBJECTS),
      levels: this.named(locale, 'level', LEVELS),
      languages: languages(locale),
      courses: items.map((course) => cardView(course, locale, now)),
      isFirst: cursor === undefined,
      first: cursor === undefined ? null : pathOf(given),
      next: nextCursor && pathOf([...given, ['cursor', nextCursor]]),
    });
  }

  /** A course before its first version is not for visitors: its authors have the studio. */
  @Get(':slug')
  @Allow('anyone')
  async show(@Param('slug', { schema: Slug }) slug: string, @Me() me: Actor | null, @Req() { locale }: FastifyRequest): Promise<Page> {
    const course = await this.courses.describe(slug);
    if (!course || course.version === null) throw new NotFound('course');
    const now = this.clock.now();
    const [editions, mine] = await Promise.all([this.editions.ofCourse(course.id), me ? this.enrolments.mineInCourse(course.id, me.userId) : []]);
    const lines = editions.map((edition) => editionLine(edition, mine, now)).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    const featured = ownOf(lines) ?? featuredOf(lines, now);
    const [edition, team] = featured ? await Promise.all([this.editions.view(featured.id), this.editions.team(featured.id)]) : [null, []];
    const versionId = edition?.versionId ?? (await this.versions.latest(course.id))?.id;
    const published = await this.publications.list({ course: course.slug, limit: 1 });
    return new Page('courses/course', {
      course: headView(course, locale),
      featured,
      alumniHref: mine.some(({ state }) => state === 'completed') ? spaceHref(course.id) : null,
      scenariosHref: published.items.length > 0 ? `/scenarios?course=${course.slug}` : null,
      mode: edition?.release.mode ?? null,
      waiting: edition?.waiting ?? 0,
      programme: programmeView(course, edition),
      earning: earningView(versionId ? (await this.versions.outline(versionId)).modules : []),
      coordinators: team.filter(({ role }) => role === 'coordinator').map(({ displayName }) => displayName),
      editions: lines.filter(({ offer, mine: own }) => offer !== 'ended' || own),
      past: lines.filter(({ offer, mine: own }) => offer === 'ended' && !own),
    });
  }

  private named(locale: string, list: 'subject' | 'level', keys: readonly string[]): Choice[] {
    return keys.map((key) => ({ value: key, label: this.messages.text(locale, `common.${list}-${key}`) }));
  }
}

/** The edition that the reader takes part in, or waits for, or has completed. */
const ownOf = (lines: readonly EditionLine[]): EditionLine | undefined =>
  ['active', 'waitlisted', 'completed'].flatMap((state) => lines.filter(({ mine }) => mine?.state === state))[0];

const pathOf = (query: [string, string][]): string => (query.length === 0 ? '/courses' : `/courses?${new URLSearchParams(query).toString()}`);
