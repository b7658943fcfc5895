import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Invalid, Messages } from '@academy/platform';
import { Attempts, LearningQueries, type ShownAttempt } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { parse } from '../http/schema.pipe';
import { Id } from '../http/shapes';
import { reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { attemptView } from './attempt.view';
import { answersFrom, fieldsFrom, type Given, QuizForm } from './learning.forms';

/** One try at a quiz: all questions as one form, and the result in its place once it is handed in. */
@Controller('learning/attempts/:id')
export class AttemptsPages {
  constructor(
    private readonly attempts: Attempts,
    private readonly learning: LearningQueries,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('enrolment.use', { attempt: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<Page> {
    const attempt = await this.attempts.shown(id);
    return this.page(attempt, request, emptyForm(fieldsFrom(attempt.questions, attempt.answers, request.locale)));
  }

  /** Hands the answers in. What has no answer yet is asked about first: `leaveOpen` hands in all the same. */
  @Post()
  @Allow('enrolment.use', { attempt: 'id' })
  async handIn(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const attempt = await this.attempts.shown(id);
    if (attempt.result) return new SeeOther(address(id));
    return submit(
      QuizForm,
      body,
      async (fields) => {
        const given = answersFrom(attempt.questions, fields, request.locale);
        refuseLacks(given, fields['leaveOpen'] === 'true');
        await this.attempts.finish(id, given.answers);
        return new SeeOther(address(id));
      },
      (form) => this.page(attempt, request, form),
    );
  }

  /** Keeps the answers so far: by itself while one goes through the questions, or by the button. */
  @Post('draft')
  @HttpCode(200)
  @Allow('enrolment.use', { attempt: 'id' })
  async keep(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<{ saved: true } | Page | SeeOther> {
    const attempt = await this.attempts.shown(id);
    const work = async (fields: Record<string, unknown>) => {
      const given = answersFrom(attempt.questions, fields, request.locale);
      await this.attempts.save(id, given.answers);
      refuseLacks(given, true);
      return new SeeOther(address(id), { kind: 'success', message: 'learning.answersKept' });
    };
    if (request.headers.accept !== 'application/json') return submit(QuizForm, body, work, (form) => this.page(attempt, request, form));
    await work(parse(QuizForm, body ?? {}));
    return { saved: true };
  }

  private async page(attempt: ShownAttempt, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const enrolment = await this.learning.enrolment(attempt.enrolmentId);
    const view = attemptView(attempt, enrolment, form, { locale, say: (key, values) => this.messages.text(locale, key, values) });
    const isRuled = form.reason !== null && form.reason !== 'invalid-input';
    return new Page('learning/attempt', { ...view, alert: isRuled ? reasonText(this.messages, locale, form.reason!) : null });
  }
}

const address = (id: string): string => `/learning/attempts/${id}`;

/** What is unclear must be put right; what is open may be left so on purpose. */
function refuseLacks({ lacks }: Given, mayLeaveOpen: boolean): void {
  const refused = [...lacks].filter(([, lack]) => lack === 'unclear' || !mayLeaveOpen);
  if (refused.length > 0) throw new Invalid(refused.map(([key, lack]) => ({ pointer: `/${key}`, detail: lack })));
}
