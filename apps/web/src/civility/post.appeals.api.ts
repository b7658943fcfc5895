import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { APPEAL_OUTCOMES, Mutes, OwnCases, PostAppeals } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { dated } from '../moderation/dated';

const words = z.string().trim().max(4_000);
const Appeal = z.strictObject({ text: words.min(1) });
/** `note`: why, which the person concerned reads. */
const Answer = z.strictObject({ outcome: z.enum(APPEAL_OUTCOMES), note: words });
/** A decision as the person concerned reads it. `appealableUntil`: null where it cannot be appealed (any more). */
const Own = z.object({
  id: z.string(), spaceId: z.string(), postId: z.string(), threadId: z.string(), title: z.string(), markdown: z.string(), language: z.string(), postState: z.string(),
  decision: z.string(), note: z.string(), decidedAt: z.string(), until: z.string().nullable(), muteLiftedAt: z.string().nullable(),
  appeal: z.string().nullable(), appealedAt: z.string().nullable(), appealOutcome: z.string().nullable(), appealNote: z.string().nullable(), appealDecidedAt: z.string().nullable(),
  appealableUntil: z.string().nullable(), coordinators: z.array(z.string()),
});

/** What was decided about somebody's post, and a second look at it. */
@Controller('api/v1/post-cases/:id')
export class PostAppealsApi {
  constructor(
    private readonly cases: OwnCases,
    private readonly appeals: PostAppeals,
    private readonly mutes: Mutes,
  ) {}

  @Get()
  @Allow('post-case.answer', { 'post-case': 'id' })
  @Answers({ 200: Own })
  async show(@Param('id', { schema: Id }) id: string): Promise<unknown> {
    const { editionId: _, place: __, ...own } = await this.cases.one(id);
    return dated(own);
  }

  @Post('appeal')
  @HttpCode(204)
  @Allow('post-case.answer', { 'post-case': 'id' })
  @Answers({ 204: null })
  async appeal(@Param('id', { schema: Id }) id: string, @Body({ schema: Appeal }) { text }: z.infer<typeof Appeal>, @Me() me: Actor): Promise<void> {
    await this.appeals.appeal(id, text, me.userId);
  }

  @Post('appeal-decision')
  @HttpCode(204)
  @Allow('edition.run', { 'post-case': 'id' })
  @Answers({ 204: null })
  async answer(@Param('id', { schema: Id }) id: string, @Body({ schema: Answer }) { outcome, note }: z.infer<typeof Answer>, @Me() me: Actor): Promise<void> {
    await this.appeals.answer(id, outcome, note, me.userId);
  }

  @Post('mute-end')
  @HttpCode(204)
  @Allow('edition.moderate', { 'post-case': 'id' })
  @Answers({ 204: null })
  async lift(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.mutes.lift(id, me.userId);
  }
}
