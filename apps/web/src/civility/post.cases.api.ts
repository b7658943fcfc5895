import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import { ModerationQueue, POST_DECISIONS, PostCases, type QueuedCase, REPORT_REASONS } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, Instant, listOf } from '../http/shapes';
import { dated } from '../moderation/dated';

const Report = z.strictObject({ reason: z.enum(REPORT_REASONS), text: z.string().trim().max(4_000).optional() });
const QueueQuery = z.strictObject({ ...PageQuery, state: z.enum(['open', 'appeals', 'decided']).default('open') });
/** `note`: why, which the person concerned reads; needed to hide, warn and mute. `until`: of a mute, at most 90 days ahead; `hides`: it hides the post too. */
const Decision = z.strictObject({ decision: z.enum(POST_DECISIONS), until: Instant.optional(), note: z.string().trim().max(4_000).default(''), hides: z.boolean().default(false) });
const By = z.object({ id: z.string(), displayName: z.string() }).nullable();
/** `formerly`: its words when the case was opened, where they were edited since; `earlier`: decisions against this author here before; `isMuted`: by this case, until now. */
const Case = z.object({
  id: z.string(), source: z.string(), openedAt: z.string(), state: z.string(), postId: z.string(), threadId: z.string(), title: z.string(), markdown: z.string(), formerly: z.string().nullable(), postState: z.string(), language: z.string(),
  author: z.object({ id: z.string(), displayName: z.string(), since: z.string() }), before: z.string().nullable(), reasons: z.array(z.string()), reports: z.array(z.object({ reason: z.string(), text: z.string() })), earlier: z.number(),
  decision: z.string().nullable(), note: z.string().nullable(), until: z.string().nullable(), decidedBy: By, decidedAt: z.string().nullable(), isMuted: z.boolean(),
  appeal: z.string().nullable(), appealedAt: z.string().nullable(), appealOutcome: z.string().nullable(), appealNote: z.string().nullable(), appealDecidedBy: By, appealDecidedAt: z.string().nullable(),
});

/** What about posts waits for moderators. */
@Controller('api/v1')
export class PostCasesApi {
  constructor(
    private readonly cases: PostCases,
    private readonly queue: ModerationQueue,
  ) {}

  @Post('posts/:id/report')
  @Allow('discussion.join', { post: 'id' })
  @Answers({ 201: z.object({ id: z.string() }) })
  async report(@Param('id', { schema: Id }) id: string, @Body({ schema: Report }) { reason, text }: z.infer<typeof Report>, @Me() me: Actor): Promise<{ id: string }> {
    return { id: (await this.cases.report(id, me.userId, reason, text ?? '')).caseId };
  }

  @Get('editions/:id/moderation')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: listOf(Case) })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: QueueQuery }) { limit, cursor, state }: z.infer<typeof QueueQuery>): Promise<unknown> {
    const { items, nextCursor } = await this.queue.of(id, state, limit, cursor);
    return { items: items.map(documentOf), nextCursor };
  }

  @Post('moderation/:id')
  @HttpCode(204)
  @Allow('edition.moderate', { 'post-case': 'id' })
  @Answers({ 204: null })
  async decide(@Param('id', { schema: Id }) id: string, @Body({ schema: Decision }) { decision, until, note, hides }: z.infer<typeof Decision>, @Me() me: Actor): Promise<void> {
    await this.cases.decide(id, { decision, note, alsoHides: hides, until: until === undefined ? null : new Date(until) }, me.userId);
  }
}

function documentOf(queued: QueuedCase) {
  const { threadLanguage: _, writtenAt: __, beforeBy: ___, beforeLanguage: ____, muteLiftedAt: _____, ...each } = queued;
  return { ...dated(each), author: dated(each.author), reasons: [...new Set(each.reports.map(({ reason }) => reason))] };
}
