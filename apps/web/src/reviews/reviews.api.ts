import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { Lending, ReviewInput, ReviewQueries, Reviews } from '@academy/reviews';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Id, PathKey } from '../http/shapes';
import { FileNumber, LentFiles } from './lent.files';
import { ReviewJson, reviewJson, SavedJson, savedJson } from './review.json';

/** Reviewing works of colleagues. */
@Controller('api/v1')
export class ReviewsApi {
  constructor(
    private readonly lending: Lending,
    private readonly reviews: Reviews,
    private readonly queries: ReviewQueries,
    private readonly files: LentFiles,
  ) {}

  /** The work that needs a review most, or the one that is lent already. Nothing now: 204, with when to ask again. */
  @Post('enrolments/:id/activities/:key/reviews/next')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: ReviewJson, 200: ReviewJson, 204: null })
  async next(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    const lent = await this.lending.next(id, key);
    if ('retryAfterSeconds' in lent) return new Answer(204, undefined, { 'retry-after': String(lent.retryAfterSeconds) });
    return new Answer(lent.isNew ? 201 : 200, reviewJson(await this.queries.shown(lent.reviewId)));
  }

  @Get('reviews/:id')
  @Allow('review.write', { review: 'id' })
  @Answers({ 200: ReviewJson })
  async show(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ReviewJson>> {
    return reviewJson(await this.queries.shown(id));
  }

  @Put('reviews/:id')
  @Allow('review.write', { review: 'id' })
  @Answers({ 200: SavedJson })
  async save(@Param('id', { schema: Id }) id: string, @Body({ schema: ReviewInput }) input: ReviewInput): Promise<z.infer<typeof SavedJson>> {
    return savedJson(id, await this.reviews.save(id, input));
  }

  @Post('reviews/:id/release')
  @Allow('review.write', { review: 'id' })
  @Answers({ 204: null })
  release(@Param('id', { schema: Id }) id: string): Promise<void> {
    return this.reviews.release(id);
  }

  /** A file of the work, by its place in it. */
  @Get('reviews/:id/attachments/:number')
  @Allow('review.write', { review: 'id' })
  @Answers({ 200: null })
  async attachment(@Param('id', { schema: Id }) id: string, @Param('number', { schema: FileNumber }) number: number): Promise<Answer> {
    const { stream, headers } = await this.files.open(id, number);
    return new Answer(200, stream, headers);
  }
}
