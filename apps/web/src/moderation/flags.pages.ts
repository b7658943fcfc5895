import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database, found, formatInstant, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { FLAG_REASONS, Flags, type RaisedCase } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const FlagForm = z.strictObject({ reason: z.enum(FLAG_REASONS), text: z.string().trim().max(4_000).optional() });
const AppealForm = z.strictObject({ reason: z.string().trim().min(1).max(4_000) });
type What = 'submission' | 'review' | 'appeal';

/** Forms by which teachers ask moderators to look at something. */
@Controller()
export class FlagsPages {
  constructor(
    private readonly flags: Flags,
    private readonly database: Database,
    private readonly messages: Messages,
  ) {}

  @Get('submissions/:id/flag')
  @Allow('submission.judge', { 'lent-submission': 'id' })
  askSubmission(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page('submission', id, me, request, emptyForm());
  }

  @Post('submissions/:id/flag')
  @Allow('submission.judge', { 'lent-submission': 'id' })
  flagSubmission(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      FlagForm,
      body,
      async (flag) => this.thanks(await this.flags.flagSubmission(id, flag, me.userId), await this.backOf('submission', id, me), me, request),
      (form) => this.page('submission', id, me, request, form),
    );
  }

  @Get('reviews/:id/flag')
  @Allow('review.judge', { 'received-review': 'id' })
  askReview(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page('review', id, me, request, emptyForm());
  }

  @Post('reviews/:id/flag')
  @Allow('review.judge', { 'received-review': 'id' })
  flagReview(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      FlagForm,
      body,
      async (flag) => this.thanks(await this.flags.flagReview(id, flag, me.userId), await this.backOf('review', id, me), me, request),
      (form) => this.page('review', id, me, request, form),
    );
  }

  @Get('submissions/:id/appeal')
  @Allow('submission.own', { submission: 'id' })
  askAppeal(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page('appeal', id, me, request, emptyForm());
  }

  @Post('submissions/:id/appeal')
  @Allow('submission.own', { submission: 'id' })
  appeal(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AppealForm,
      body,
      async ({ reason }) => this.thanks(await this.flags.appeal(id, reason, me.userId), await this.backOf('appeal', id, me), me, request),
      (form) => this.page('appeal', id, me, request, form),
    );
  }

  private async page(what: What, id: string, me: Actor, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    return new Page('moderation/flag', {
      what,
      action: what === 'review' ? `/reviews/${id}/flag` : `/submissions/${id}/${what === 'appeal' ? 'appeal' : 'flag'}`,
      back: await this.backOf(what, id, me),
      reasons: FLAG_REASONS.map((value) => ({ value, label: this.messages.text(locale, `moderation.reason-${value}`), isChosen: form.values['reason'] === value })),
      form: formView(this.messages, locale, 'moderation', form),
    });
  }

  private thanks({ dueAt }: RaisedCase, back: string, me: Actor, { locale }: FastifyRequest): SeeOther {
    return new SeeOther(back, { kind: 'success', message: 'moderation.raised', values: { day: formatInstant(dueAt, 'date', locale, me.timeZone) } });
  }

  /** Where whoever asks came from: her review, her own work's page, or, for staff, the desk. */
  private async backOf(what: What, id: string, me: Actor): Promise<string> {
    const at = found(
      await this.database.one<{ submissionId: string; ownReview: string | null; activityKey: string; enrolmentId: string | null }>(
        `SELECT s.id AS "submissionId", s.activity_key AS "activityKey",
                (SELECT r.id FROM review r WHERE r.submission_id = s.id AND r.reviewer_id = $2 AND r.state IN ('claimed', 'done')) AS "ownReview",
                (SELECT a.enrolment_id FROM submission_author a WHERE a.submission_id = s.id AND a.user_id = $2) AS "enrolmentId"
         FROM submission s WHERE s.id = ${what === 'review' ? '(SELECT submission_id FROM review WHERE id = $1)' : '$1'}`,
        [id, me.userId],
      ),
      what,
    );
    if (at.enrolmentId) return `/learning/${at.enrolmentId}/activities/${at.activityKey}/${what === 'submission' ? 'submission' : 'grade'}`;
    return at.ownReview ? `/learning/reviews/${at.ownReview}` : `/coordination/submissions/${at.submissionId}`;
  }
}
