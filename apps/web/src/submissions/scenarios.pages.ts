import type { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Attachments, Publications, type Scenario } from '@academy/reviews';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { licenceOf } from '../courses/licence';
import { languageBeside } from '../learning/language';
import { Page } from '../views/page';
import { kilobytesOf } from './desk';
import { sendFile } from './work.file';
import { workView } from './work.view';

const PER_PAGE = 24;
/** Filters as they stand in an address that anybody may have changed: what none of them can be does not filter. */
const Filters = z.object({
  course: z.string().regex(/^[A-Za-z0-9-]{1,64}$/).optional().catch(undefined),
  cursor: z.string().min(1).max(500).optional().catch(undefined),
});

/** Works that their authors gave to everybody. */
@Controller('scenarios')
export class ScenariosPages {
  constructor(
    private readonly publications: Publications,
    private readonly attachments: Attachments,
  ) {}

  @Get()
  @Allow('anyone')
  async list(@Query() query: unknown, @Req() { locale }: FastifyRequest): Promise<Page> {
    const { course, cursor } = Filters.parse(query);
    const { items, nextCursor } = await this.publications.list({ course, cursor, limit: PER_PAGE });
    const of: Record<string, string> = course ? { course } : {};
    return new Page('submissions/scenarios', {
      scenarios: items.map((each) => cardOf(each, locale)),
      course: course ? (items[0]?.course ?? null) : null,
      first: cursor === undefined ? null : pathOf(of),
      next: nextCursor && pathOf({ ...of, cursor: nextCursor }),
    });
  }

  @Get(':id')
  @Allow('anyone')
  async show(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scenario = await this.publications.show(id);
    const files = scenario.hasFiles ? await this.attachments.ofWork(id) : [];
    const shown = files.map(({ fileName, bytes }, index) => ({ name: fileName, href: `/scenarios/${id}/files/${index + 1}`, kilobytes: kilobytesOf(bytes) }));
    return new Page('submissions/scenario', { scenario: cardOf(scenario, locale), work: workView(scenario, shown, locale), lang: languageBeside(scenario.language, locale) });
  }

  @Get(':id/files/:number')
  @Allow('anyone')
  async file(@Param('id', { schema: Id }) id: string, @Param('number', { schema: z.string().regex(/^[1-9]\d?$/) }) number: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    await this.publications.show(id);
    return sendFile(reply, await this.attachments.nth(id, Number(number)));
  }
}

const cardOf = (scenario: Scenario, locale: string) => ({
  ...scenario,
  href: `/scenarios/${scenario.id}`,
  lang: languageBeside(scenario.language, locale),
  licence: licenceOf(scenario.licence),
});
const pathOf = (query: Record<string, string>): string => `/scenarios${Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`;
