import type { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { ReviewQueries, Reviews } from '@academy/reviews';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { parse } from '../http/schema.pipe';
import { Id } from '../http/shapes';
import { NothingForm } from '../learning/learning.forms';
import { reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { FileNumber, LentFiles } from './lent.files';
import { inputFrom, ReviewForm } from './review.form';
import { reviewView } from './review.view';

/** One review: the work of a colleague beside the rubric. */
@Controller('learning/reviews/:id')
export class ReviewPages {
  constructor(
    private readonly reviews: Reviews,
    private readonly queries: ReviewQueries,
    private readonly files: LentFiles,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('review.write', { review: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, request, emptyForm());
  }

  /** Hands the review in, or asks once to look at it again. */
  @Post()
  @Allow('review.write', { review: 'id' })
  handIn(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      const review = await this.queries.shown(id);
      const { state } = await this.reviews.save(id, inputFrom(parse(ReviewForm, body ?? {}), review, true), 'prompts');
      if (state !== 'done') return new SeeOther(`${addressOf(id)}#warnings`);
      const { enrolmentId, activity } = review;
      return new SeeOther(enrolmentId ? `/learning/${enrolmentId}/activities/${activity.key}/reviews` : addressOf(id), { kind: 'success', message: 'review.nowDone' });
    };
    return submit(ReviewForm, body, work, (form) => this.page(id, request, form));
  }

  /** Keeps what is written so far: by itself, or by the button. */
  @Post('draft')
  @HttpCode(200)
  @Allow('review.write', { review: 'id' })
  async keep(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<{ saved: true; revision: number } | Page | SeeOther> {
    const save = async () => this.reviews.save(id, inputFrom(parse(ReviewForm, body ?? {}), await this.queries.shown(id), false));
    if (request.headers.accept === 'application/json') return { saved: true, revision: (await save()).revision };
    const work = async () => {
      await save();
      return new SeeOther(addressOf(id), { kind: 'success', message: 'review.nowKept' });
    };
    return submit(ReviewForm, body, work, (form) => this.page(id, request, form));
  }

  /** Gives the work back unreviewed. */
  @Post('release')
  @Allow('review.write', { review: 'id' })
  release(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      await this.reviews.release(id);
      const { enrolmentId, activity } = await this.queries.shown(id);
      return new SeeOther(enrolmentId ? `/learning/${enrolmentId}/activities/${activity.key}/reviews` : addressOf(id), { kind: 'success', message: 'review.nowReleased' });
    };
    return submit(NothingForm, body, work, (form) => this.page(id, request, form));
  }

  @Get('attachments/:number')
  @Allow('review.write', { review: 'id' })
  async attachment(@Param('id', { schema: Id }) id: string, @Param('number', { schema: FileNumber }) number: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    const { stream, headers } = await this.files.open(id, number);
    void reply.headers(headers);
    return stream;
  }

  /** What was refused is kept all the same, so that the page shows it from there. */
  private async page(id: string, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const view = reviewView(await this.queries.shown(id), form, { messages: this.messages, locale });
    const isRuled = form.reason !== null && form.reason !== 'invalid-input';
    return new Page('reviews/review', { ...view, alert: isRuled ? reasonText(this.messages, locale, form.reason!) : null });
  }
}

const addressOf = (id: string): string => `/learning/reviews/${id}`;
