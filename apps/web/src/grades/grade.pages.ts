import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { CaseQueries, OwnGrades, ReceivedWork, ReviewFeedback } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { activityHref } from '../learning/outline.view';
import { formView } from '../views/form.view';
import { submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { gradeView, type RefusedRating } from './grade.view';

const RoundQuery = z.object({ round: z.coerce.number().int().min(1).max(2).nullable().catch(null).default(null) });
const RatingForm = z.strictObject({
  helpful: z.coerce.number().int().min(1).max(5),
  reply: z
    .string()
    .trim()
    .max(2_000)
    .optional()
    .transform((text) => text?.replaceAll('\r\n', '\n') || undefined),
});

/** The grade of one's own work with the reviews it got; until then, where things stand. */
@Controller('learning')
export class GradePages {
  constructor(
    private readonly grades: OwnGrades,
    private readonly received: ReceivedWork,
    private readonly cases: CaseQueries,
    private readonly feedback: ReviewFeedback,
    private readonly messages: Messages,
  ) {}

  @Get(':enrolmentId/activities/:key/grade')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(
    @Param('enrolmentId', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Query({ schema: RoundQuery }) { round }: z.infer<typeof RoundQuery>,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.page(id, key, round, request, null);
  }

  /** How helpful a review was, and one reply to whoever wrote it. */
  @Post('received-reviews/:id/rating')
  @Allow('review.receive', { 'received-review': 'id' })
  async rate(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const { enrolmentId, activityKey, round } = await this.grades.placeOf(id, me.userId);
    return submit(
      RatingForm,
      body,
      async (rating) => {
        await this.feedback.rate(id, rating, me.userId);
        return new SeeOther(`${activityHref(enrolmentId, activityKey)}/grade?round=${round}#review-${id}`, { kind: 'success', message: rating.reply === undefined ? 'grade.nowRated' : 'grade.nowReplied' });
      },
      (form) => this.page(enrolmentId, activityKey, round, request, { reviewId: id, form: formView(this.messages, request.locale, 'grade', form) }),
    );
  }

  private async page(enrolmentId: string, key: string, round: number | null, { locale }: FastifyRequest, refused: RefusedRating | null): Promise<Page> {
    const own = await this.grades.of(enrolmentId, key, round);
    const [received, cases] = own.work ? await Promise.all([this.received.of(own.work.id), this.cases.casesOf(own.work.id)]) : [null, []];
    return new Page('grades/grade', gradeView({ own, received, cases }, { messages: this.messages, locale }, refused));
  }
}
