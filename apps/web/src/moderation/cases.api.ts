import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { CaseDecisions, CaseQueries } from '@academy/reviews';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';
import { dated } from './dated';
import { CaseLine, CaseQuery, DecisionBody, StaffReviewBody } from './moderation.forms';
import { StaffReviews } from './staff.reviews';

const Review = z.object({ reviewId: z.string() });
const Outcome = z.object({ reviewId: z.string().nullable() });

/** What waits for moderators. */
@Controller('api/v1')
export class CasesApi {
  constructor(
    private readonly decisions: CaseDecisions,
    private readonly cases: CaseQueries,
    private readonly staffReviews: StaffReviews,
  ) {}

  @Get('editions/:id/review-cases')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: listOf(CaseLine) })
  async queue(@Param('id', { schema: Id }) id: string, @Query({ schema: CaseQuery }) { limit, cursor, state, activity }: z.infer<typeof CaseQuery>): Promise<unknown> {
    const { items, nextCursor } = await this.cases.queue(id, { state, activityKey: activity }, limit, cursor);
    return { items: items.map(dated), nextCursor };
  }

  @Post('review-cases/:id')
  @Allow('edition.moderate', { 'review-case': 'id' })
  @Answers({ 200: Outcome })
  decide(@Param('id', { schema: Id }) id: string, @Body({ schema: DecisionBody }) { passed, ...decided }: z.infer<typeof DecisionBody>, @Me() me: Actor): Promise<z.infer<typeof Outcome>> {
    return this.decisions.decide(id, { ...decided, isPassed: passed }, me.userId);
  }

  @Post('submissions/:id/review-by-staff')
  @Allow('edition.moderate', { submission: 'id' })
  @Answers({ 201: Review })
  review(@Param('id', { schema: Id }) id: string, @Body({ schema: StaffReviewBody }) { accept }: z.infer<typeof StaffReviewBody>, @Me() me: Actor): Promise<z.infer<typeof Review>> {
    return this.staffReviews.begin(id, accept, me.userId);
  }
}
