import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Grades, ReviewFeedback } from '@academy/reviews';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';

const Rating = z.strictObject({ helpful: z.number().int().min(1).max(5), reply: z.string().trim().min(1).max(2_000).optional() });
const Rated = z.object({ id: z.string(), helpful: z.number() });
const StaffGrade = z
  .strictObject({ points: z.number().min(0).max(1_000_000).optional(), passed: z.boolean().optional(), reason: z.string().trim().min(1).max(5_000) })
  .refine(({ points, passed }) => (points === undefined) !== (passed === undefined), { message: 'Say either points or passed.' });
const Graded = z.object({ submissionId: z.string(), points: z.number(), maxPoints: z.number(), passed: z.boolean() });
/** `waiting`: grades that are not released yet, for a case on them is open. */
const Released = z.object({ released: z.number(), waiting: z.number() });

/** What authors say of reviews, and what staff say of grades. */
@Controller('api/v1')
export class GradesApi {
  constructor(
    private readonly grades: Grades,
    private readonly feedback: ReviewFeedback,
  ) {}

  /** By an author of the work. The rating may change; the reply is given once. */
  @Post('reviews/:id/rating')
  @Allow('review.receive', { 'received-review': 'id' })
  @Answers({ 200: Rated })
  async rate(@Param('id', { schema: Id }) id: string, @Body({ schema: Rating }) rating: z.infer<typeof Rating>, @Me() me: Actor): Promise<z.infer<typeof Rated>> {
    await this.feedback.rate(id, rating, me.userId);
    return { id, helpful: rating.helpful };
  }

  /** Over whatever grade there is; later reviews do not change it. */
  @Put('submissions/:id/grade')
  @Allow('edition.run', { submission: 'id' })
  @Answers({ 200: Graded })
  async grade(@Param('id', { schema: Id }) id: string, @Body({ schema: StaffGrade }) { points, passed, reason }: z.infer<typeof StaffGrade>, @Me() me: Actor): Promise<z.infer<typeof Graded>> {
    const { isPassed, ...given } = await this.grades.gradeByStaff(id, { points, isPassed: passed, reason }, me.userId);
    return { submissionId: id, ...given, passed: isPassed };
  }

  /** Of an assignment that releases grades after moderation. */
  @Post('editions/:id/assignments/:key/release')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: Released })
  release(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<z.infer<typeof Released>> {
    return this.grades.releaseAll(id, key, me.userId);
  }
}
