import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { ModerationQueue, Mutes, PostAppeals, PostCases } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { AnswerForm, decisionForm, type Phrase } from './civility.forms';
import { QueuePage } from './queue.view';

const Shown = z.object({ view: z.enum(['open', 'appeals', 'decided']).catch('open').default('open'), cursor: z.string().min(1).max(500).optional().catch(undefined) });

/** What waits for moderators about posts, and what they decide. */
@Controller()
export class QueuePages {
  constructor(
    private readonly pages: QueuePage,
    private readonly queue: ModerationQueue,
    private readonly cases: PostCases,
    private readonly appeals: PostAppeals,
    private readonly mutes: Mutes,
    private readonly messages: Messages,
  ) {}

  @Get('discussions/:spaceId/moderation')
  @Allow('edition.moderate', { space: 'spaceId' })
  show(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: Shown }) { view, cursor }: z.infer<typeof Shown>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.pages.page(spaceId, view, cursor, me, locale);
  }

  @Get('post-cases/:id/decision')
  @Allow('edition.moderate', { 'post-case': 'id' })
  one(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.pages.alone(id, me, locale, emptyForm());
  }

  @Post('post-cases/:id/decision')
  @Allow('edition.moderate', { 'post-case': 'id' })
  decide(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      decisionForm(me.timeZone),
      body,
      async ({ decision, until, hides, phrase, note }) => {
        const { spaceId } = await this.queue.one(id);
        await this.cases.decide(id, { decision, until: until ?? null, alsoHides: hides !== undefined, note: noteOf(this.messages, locale, phrase, note) }, me.userId);
        return new SeeOther(`/discussions/${spaceId}/moderation`, { kind: 'success', message: 'civility.decided' });
      },
      (form) => this.pages.alone(id, me, locale, form),
    );
  }

  @Post('post-cases/:id/appeal-decision')
  @Allow('edition.run', { 'post-case': 'id' })
  answer(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AnswerForm,
      body,
      async ({ outcome, note }) => {
        const { spaceId } = await this.queue.one(id);
        await this.appeals.answer(id, outcome, note, me.userId);
        return new SeeOther(`/discussions/${spaceId}/moderation?view=appeals`, { kind: 'success', message: 'civility.answered' });
      },
      (form) => this.pages.alone(id, me, locale, form),
    );
  }

  /** The end of a mute before its time. */
  @Post('post-cases/:id/mute-end')
  @Allow('edition.moderate', { 'post-case': 'id' })
  lift(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      z.unknown(),
      {},
      async () => {
        const { spaceId } = await this.queue.one(id);
        await this.mutes.lift(id, me.userId);
        return new SeeOther(`/discussions/${spaceId}/moderation?view=decided`, { kind: 'success', message: 'civility.lifted' });
      },
      (form) => this.pages.alone(id, me, locale, form),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['post-cases/:id/appeal-decision', 'post-cases/:id/mute-end'])
  @Allow('edition.moderate', { 'post-case': 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/post-cases/${id}/decision`);
  }
}

/** A ready sentence and the moderator's own words, in this order. */
export const noteOf = (messages: Messages, locale: string, phrase: Phrase | undefined, note: string): string =>
  [phrase === undefined ? '' : messages.text(locale, `civility.phrase-${phrase}`), note].filter((part) => part !== '').join('\n\n');
