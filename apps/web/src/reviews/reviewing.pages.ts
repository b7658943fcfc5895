import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import { Lending, ReviewingQueries } from '@academy/reviews';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, Instant, PathKey } from '../http/shapes';
import { NothingForm } from '../learning/learning.forms';
import { reasonText } from '../views/form.view';
import { type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { reviewingView } from './reviewing.view';

const ReviewingQuery = z.object({ again: Instant.optional().catch(undefined) });
const HelpForm = z.strictObject({ offered: z.enum(['true', 'false']).transform((value) => value === 'true') });

/** One's own reviewing of an assignment: what is owed, what comes next, what was given. */
@Controller('learning/:enrolmentId/activities/:key')
export class ReviewingPages {
  constructor(
    private readonly queries: ReviewingQueries,
    private readonly lending: Lending,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** `again`: when to ask once more, after there was nothing to review. */
  @Get('reviews')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(
    @Param('enrolmentId', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Query({ schema: ReviewingQuery }) { again }: z.infer<typeof ReviewingQuery>,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.page(id, key, request, null, again ?? null);
  }

  /** Asks for the next work. */
  @Post('reviews')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  next(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      const lent = await this.lending.next(id, key);
      if ('reviewId' in lent) return new SeeOther(`/learning/reviews/${lent.reviewId}`);
      const again = new Date(this.clock.now().getTime() + lent.retryAfterSeconds * 1_000).toISOString();
      return new SeeOther(`${addressOf(id, key)}?again=${again}`);
    };
    return submit(NothingForm, body, work, (form) => this.page(id, key, request, form, null));
  }

  @Post('volunteering')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  volunteer(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      await this.lending.volunteer(id, key);
      return new SeeOther(addressOf(id, key), { kind: 'success', message: 'review.nowVolunteer' });
    };
    return submit(NothingForm, body, work, (form) => this.page(id, key, request, form, null));
  }

  /** Offers to help in later editions, or takes that back. */
  @Post('help')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  help(
    @Param('enrolmentId', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submit(
      HelpForm,
      body,
      async ({ offered }) => {
        const { participant } = await this.queries.mine(id, key);
        await this.lending.offerHelp(me.userId, participant.course.id, offered);
        return new SeeOther(addressOf(id, key), { kind: 'success', message: offered ? 'review.nowHelper' : 'review.noLongerHelper' });
      },
      (form) => this.page(id, key, request, form, null),
    );
  }

  private async page(id: string, key: string, { locale }: FastifyRequest, form: FormState | null, again: string | null): Promise<Page> {
    const view = reviewingView(await this.queries.mine(id, key), { messages: this.messages, locale });
    return new Page('reviews/reviewing', { ...view, again, alert: form?.reason ? reasonText(this.messages, locale, form.reason) : null });
  }
}

const addressOf = (enrolmentId: string, key: string): string => `/learning/${enrolmentId}/activities/${key}/reviews`;
