import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { CaseQueries, type CaseView, Flags, type RaisedCase } from '@academy/reviews';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { AppealBody, FlagBody, OwnCaseLine, Raised } from './moderation.forms';

/** What people ask moderators to look at, and what they hear of it. */
@Controller('api/v1')
export class FlagsApi {
  constructor(
    private readonly flags: Flags,
    private readonly cases: CaseQueries,
  ) {}

  @Post('submissions/:id/flag')
  @Allow('submission.judge', { 'lent-submission': 'id' })
  @Answers({ 201: Raised })
  async flagSubmission(@Param('id', { schema: Id }) id: string, @Body({ schema: FlagBody }) flag: z.infer<typeof FlagBody>, @Me() me: Actor): Promise<z.infer<typeof Raised>> {
    return raised(await this.flags.flagSubmission(id, flag, me.userId));
  }

  @Post('reviews/:id/flag')
  @Allow('review.judge', { 'received-review': 'id' })
  @Answers({ 201: Raised })
  async flagReview(@Param('id', { schema: Id }) id: string, @Body({ schema: FlagBody }) flag: z.infer<typeof FlagBody>, @Me() me: Actor): Promise<z.infer<typeof Raised>> {
    return raised(await this.flags.flagReview(id, flag, me.userId));
  }

  @Post('submissions/:id/appeal')
  @Allow('submission.own', { submission: 'id' })
  @Answers({ 201: Raised })
  async appeal(@Param('id', { schema: Id }) id: string, @Body({ schema: AppealBody }) { reason }: z.infer<typeof AppealBody>, @Me() me: Actor): Promise<z.infer<typeof Raised>> {
    return raised(await this.flags.appeal(id, reason, me.userId));
  }

  @Get('submissions/:id/cases')
  @Allow('submission.own', { submission: 'id' })
  @Answers({ 200: z.object({ items: z.array(OwnCaseLine) }) })
  async mine(@Param('id', { schema: Id }) id: string): Promise<{ items: CaseView[] }> {
    return { items: await this.cases.casesOf(id) };
  }
}

const raised = ({ caseId, dueAt }: RaisedCase) => ({ id: caseId, dueAt: dueAt.toISOString() });
