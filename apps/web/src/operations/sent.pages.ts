import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { MailDesk, Messages, PageQuery } from '@academy/platform';
import { MOST_FOUND, PeopleFinder } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { mailLines } from './operations.view';

const ADDRESS = '/operations/people';
const PER_PAGE = 50;
const FindQuery = z.object({ q: z.string().trim().max(200).catch('') });
const ListQuery = z.object({ cursor: PageQuery.cursor });

/** What one person was sent, found by name or address. */
@Controller('operations/people')
export class SentPages {
  constructor(
    private readonly finder: PeopleFinder,
    private readonly desk: MailDesk,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('jobs.see')
  async find(@Query({ schema: FindQuery }) { q = '' }: z.infer<typeof FindQuery>): Promise<Page> {
    return new Page('operations/people', { q, people: q === '' ? [] : await this.finder.find(q), most: MOST_FOUND });
  }

  @Get(':userId')
  @Allow('jobs.see')
  async log(@Param('userId', { schema: Id }) userId: string, @Query({ schema: ListQuery }) { cursor }: z.infer<typeof ListQuery>, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [person, { items, nextCursor }] = await Promise.all([this.finder.one(userId), this.desk.logOf(userId, { limit: PER_PAGE, cursor })]);
    return new Page('operations/person', {
      person,
      lines: mailLines(this.messages, locale, items),
      first: cursor === undefined ? null : `${ADDRESS}/${userId}`,
      next: nextCursor === null ? null : `${ADDRESS}/${userId}?cursor=${nextCursor}`,
    });
  }
}
