import type { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Attachments, CaseDecisions, DECISIONS, Grades } from '@academy/reviews';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { sendFile } from '../submissions/work.file';
import { emptyForm, type FormState, submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { DeskPage } from './desk.view';
import { StaffReviews } from './staff.reviews';

const FileNumber = z.string().regex(/^[1-9]\d?$/).transform(Number);
const note = z.string().trim().min(1).max(4_000);
const points = z.coerce.number().min(0).max(100_000).optional();
const passed = z.enum(['true', 'false']).transform((value) => value === 'true').optional();
const DecisionForm = z.strictObject({ decision: z.enum(DECISIONS), note, points, passed, days: z.coerce.number().int().min(1).max(90).optional() });
const GradeForm = z.strictObject({ points, passed, reason: note });
const StaffReviewForm = z.strictObject({ accept: z.literal('true').optional() });

/** One work on a moderator's desk: read, judged, decided on. */
@Controller('coordination')
export class DeskPages {
  constructor(
    private readonly desk: DeskPage,
    private readonly decisions: CaseDecisions,
    private readonly grades: Grades,
    private readonly staffReviews: StaffReviews,
    private readonly attachments: Attachments,
    private readonly database: Database,
  ) {}

  @Get('submissions/:id')
  @Allow('edition.moderate', { submission: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.desk.page(id, locale, me, { of: null, state: emptyForm() });
  }

  @Get('submissions/:id/likeness/:otherId')
  @Allow('edition.moderate', { submission: 'id' })
  likeness(@Param('id', { schema: Id }) id: string, @Param('otherId', { schema: Id }) otherId: string, @Me() me: Actor): Promise<Page> {
    return this.desk.sideBySide(id, otherId, me);
  }

  @Get('submissions/:id/files/:number')
  @Allow('edition.moderate', { submission: 'id' })
  async file(@Param('id', { schema: Id }) id: string, @Param('number', { schema: FileNumber }) number: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return sendFile(reply, await this.attachments.nth(id, number));
  }

  @Post('review-cases/:id/decision')
  @Allow('edition.moderate', { 'review-case': 'id' })
  async decide(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const submissionId = await this.workOf(id);
    return submit(
      DecisionForm,
      body,
      async ({ passed: isPassed, ...decided }) => {
        const { reviewId } = await this.decisions.decide(id, { ...decided, isPassed }, me.userId);
        return new SeeOther(reviewId ? `/learning/reviews/${reviewId}` : `/coordination/submissions/${submissionId}`, { kind: 'success', message: 'moderation.decided' });
      },
      (state) => this.desk.page(submissionId, locale, me, { of: id, state }),
    );
  }

  /** Without a case it is for who runs the edition, as in the API. */
  @Post('submissions/:id/grade')
  @Allow('edition.run', { submission: 'id' })
  async grade(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      GradeForm,
      body,
      async ({ points: given, passed: isPassed, reason }) => {
        await this.grades.gradeByStaff(id, { points: given, isPassed, reason }, me.userId);
        return new SeeOther(`/coordination/submissions/${id}`, { kind: 'success', message: 'moderation.graded' });
      },
      (state: FormState) => this.desk.page(id, locale, me, { of: 'grade', state }),
    );
  }

  @Post('submissions/:id/staff-review')
  @Allow('edition.moderate', { submission: 'id' })
  async review(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      StaffReviewForm,
      body,
      async ({ accept }) => new SeeOther(`/learning/reviews/${(await this.staffReviews.begin(id, accept !== undefined, me.userId)).reviewId}`),
      (state) => this.desk.page(id, locale, me, { of: 'staff-review', state }),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['submissions/:id/grade', 'submissions/:id/staff-review'])
  @Allow('edition.moderate', { submission: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/coordination/submissions/${id}`);
  }

  @Get('review-cases/:id/decision')
  @Allow('edition.moderate', { 'review-case': 'id' })
  async backToCase(@Param('id', { schema: Id }) id: string): Promise<SeeOther> {
    return new SeeOther(`/coordination/submissions/${await this.workOf(id)}`);
  }

  private async workOf(caseId: string): Promise<string> {
    return found(await this.database.one<{ id: string }>('SELECT submission_id AS id FROM review_case WHERE id = $1', [caseId]), 'case').id;
  }
}

