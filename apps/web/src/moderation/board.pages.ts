import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages, Refused } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { type Acted, BoardActs, Grades, WORK_ACTS } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { BoardView, queryOf } from './board.filter.view';
import { BoardPage } from './board.view';

const WorksForm = z.strictObject({
  act: z.enum(WORK_ACTS),
  submissionIds: z.preprocess((value) => [value ?? []].flat(), z.array(Id).min(1).max(500)),
  days: z.coerce.number().int().min(1).max(90).default(7),
  note: z.string().trim().max(4_000).default(''),
});
const WholeForm = z.strictObject({ act: z.enum(['remind', 'invite', 'release']) });

/** One assignment on one screen, and what is done to many works at once. */
@Controller('coordination/editions/:id/assignments/:key')
export class BoardPages {
  constructor(
    private readonly board: BoardPage,
    private readonly acts: BoardActs,
    private readonly grades: Grades,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.moderate', { edition: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: BoardView }) view: BoardView, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.board.page(id, key, view, locale, me, formView(this.messages, locale, 'moderation', emptyForm()));
  }

  @Post('works')
  @Allow('edition.moderate', { edition: 'id' })
  async works(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Query({ schema: BoardView }) view: BoardView,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() { locale }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submit(
      WorksForm,
      body,
      async (wanted) => {
        const acted = await this.acts.act(id, key, { ...wanted, submissionIds: [...new Set(wanted.submissionIds)] }, me.userId);
        return new SeeOther(addressOf(id, key) + queryOf({ ...view, ticked: undefined }), { kind: acted.done > 0 ? 'success' : 'info', message: 'moderation.acted', values: { ...acted } satisfies Acted });
      },
      (form) => this.board.page(id, key, view, locale, me, formView(this.messages, locale, 'moderation', form)),
    );
  }

  @Post('whole')
  @Allow('edition.moderate', { edition: 'id' })
  async whole(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: WholeForm }) { act }: z.infer<typeof WholeForm>, @Me() me: Actor): Promise<SeeOther> {
    const back = (message: string, count: number) => new SeeOther(addressOf(id, key), { kind: 'success', message, values: { count } });
    if (act === 'remind') return back('moderation.reminded', await this.acts.remindOwing(id, key, me.userId));
    if (act === 'invite') return back('moderation.invited', await this.acts.inviteHelp(id, key, me.userId));
    if (!can(me, 'edition.run', await this.board.scopeOf(id))) return new SeeOther(addressOf(id, key), { kind: 'error', message: 'reasons.not-allowed' });
    try {
      return back('moderation.released', (await this.grades.releaseAll(id, key, me.userId)).released);
    } catch (error) {
      if (error instanceof Refused) return new SeeOther(addressOf(id, key), { kind: 'error', message: `reasons.${error.reason}` });
      throw error;
    }
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['works', 'whole'])
  @Allow('edition.moderate', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: BoardView }) view: BoardView): SeeOther {
    return new SeeOther(addressOf(id, key) + queryOf(view));
  }
}

const addressOf = (id: string, key: string): string => `/coordination/editions/${id}/assignments/${key}`;
