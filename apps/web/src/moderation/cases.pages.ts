import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Versions } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import { CaseQueries } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { assignmentsOf } from '../coordination/edition.forms';
import { Allow, AllowSomewhere } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { ModeratedEditions } from './moderated.editions';

const Shown = z.object({ state: z.enum(['open', 'decided']).catch('open').default('open'), cursor: z.string().min(1).max(500).optional().catch(undefined) });
const PER_PAGE = 50;

/** What waits for moderators, in the order it was promised for. */
@Controller('coordination')
export class CasesPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly versions: Versions,
    private readonly cases: CaseQueries,
    private readonly moderated: ModeratedEditions,
    private readonly messages: Messages,
  ) {}

  /** The way in for moderators, who do not run editions. */
  @Get('moderation')
  @AllowSomewhere('edition.moderate')
  async mine(@Me() me: Actor): Promise<Page> {
    return new Page('moderation/editions', { editions: await this.moderated.of(me) });
  }

  @Get('editions/:id/cases')
  @Allow('edition.moderate', { edition: 'id' })
  async queue(@Param('id', { schema: Id }) id: string, @Query({ schema: Shown }) { state, cursor }: z.infer<typeof Shown>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const edition = found(await this.editions.view(id), 'edition');
    const [outline, queue] = await Promise.all([this.versions.outline(edition.versionId), this.cases.queue(id, { state }, PER_PAGE, cursor)]);
    const assignments = assignmentsOf(outline).map(({ key, title }) => ({ key, title, href: `/coordination/editions/${id}/assignments/${key}` }));
    const address = `/coordination/editions/${id}/cases`;
    const query = state === 'open' ? '' : `?state=${state}`;
    return new Page('moderation/cases', {
      edition,
      mayRun: can(me, 'edition.run', { editionId: id, courseId: edition.course.id }),
      assignments,
      state,
      views: (['open', 'decided'] as const).map((each) => ({ label: this.messages.text(locale, `moderation.cases-${each}`), href: each === 'open' ? address : `${address}?state=${each}`, isCurrent: each === state })),
      cases: queue.items.map((each) => ({ ...each, who: each.authors.join(', '), activity: assignments.find(({ key }) => key === each.activityKey)?.title ?? each.activityKey, dueAt: each.dueAt.toISOString() })),
      first: cursor ? address + query : null,
      next: queue.nextCursor ? `${address}?${new URLSearchParams({ ...(state === 'open' ? {} : { state }), cursor: queue.nextCursor }).toString()}` : null,
    });
  }
}
