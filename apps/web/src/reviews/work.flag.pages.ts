import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { formatInstant, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { FLAG_REASONS, Flags, ReviewQueries } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const FlagForm = z.strictObject({ reason: z.enum(FLAG_REASONS), text: z.string().trim().max(4_000).optional() });

/** A reviewer asks moderators to look at the work: by her review, for the work's own address is its author's. */
@Controller('learning/reviews/:id/flag')
export class WorkFlagPages {
  constructor(
    private readonly queries: ReviewQueries,
    private readonly flags: Flags,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('review.write', { review: 'id' })
  async ask(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<Page> {
    await this.queries.workOf(id);
    return this.page(id, request, emptyForm());
  }

  @Post()
  @Allow('review.write', { review: 'id' })
  flag(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const { locale } = request;
    return submit(
      FlagForm,
      body,
      async (flag) => {
        const { dueAt } = await this.flags.flagSubmission(await this.queries.workOf(id), flag, me.userId);
        return new SeeOther(`/learning/reviews/${id}`, { kind: 'success', message: 'moderation.raised', values: { day: formatInstant(dueAt, 'date', locale, me.timeZone) } });
      },
      (form) => this.page(id, request, form),
    );
  }

  private page(id: string, { locale }: FastifyRequest, form: FormState): Page {
    return new Page('moderation/flag', {
      what: 'submission',
      action: `/learning/reviews/${id}/flag`,
      back: `/learning/reviews/${id}`,
      reasons: FLAG_REASONS.map((value) => ({ value, label: this.messages.text(locale, `moderation.reason-${value}`), isChosen: form.values['reason'] === value })),
      form: formView(this.messages, locale, 'moderation', form),
    });
  }
}
