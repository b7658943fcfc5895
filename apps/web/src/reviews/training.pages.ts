import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Messages, renderMarkdown } from '@academy/platform';
import { Participation, Training } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Id, PathKey } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { levelsFrom, ReviewForm } from './review.form';
import { exampleView } from './training.view';

/** Learning to review: works that staff have graded, and how one's own levels compare. */
@Controller('learning/:enrolmentId/activities/:key/training')
export class TrainingPages {
  constructor(
    private readonly training: Training,
    private readonly participation: Participation,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async list(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const training = await this.training.list(id, key);
    const examples = training.examples.map(({ key: example, title, compared }) => ({ title, href: `${addressOf(id, key)}/${example}`, agreement: compared?.agreement ?? null, isAnswered: compared !== null }));
    return new Page('reviews/training', { ...(await this.place(id, key, locale)), ...training, examples, next: examples.find(({ isAnswered }) => !isAnswered) ?? null });
  }

  @Get(':example')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Param('example', { schema: PathKey }) example: string, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, key, example, request, emptyForm());
  }

  @Post(':example')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  answer(
    @Param('enrolmentId', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Param('example', { schema: PathKey }) example: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submit(
      ReviewForm,
      body,
      async (fields) => {
        const { criteria } = await this.example(id, key, example);
        await this.training.answer(id, key, example, levelsFrom(fields, criteria));
        return new SeeOther(`${addressOf(id, key)}/${example}`);
      },
      (form) => this.page(id, key, example, request, form),
    );
  }

  private async example(id: string, key: string, example: string) {
    const { examples } = await this.training.list(id, key);
    return found(examples.find((each) => each.key === example), 'example');
  }

  private async page(id: string, key: string, exampleKey: string, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const { examples } = await this.training.list(id, key);
    const example = found(examples.find((each) => each.key === exampleKey), 'example');
    const next = examples.find((each) => each.compared === null && each.key !== exampleKey);
    const isRuled = form.reason !== null && form.reason !== 'invalid-input';
    return new Page('reviews/example', {
      ...(await this.place(id, key, locale)),
      address: `${addressOf(id, key)}/${exampleKey}`,
      title: example.title,
      html: renderMarkdown(example.markdown),
      nextHref: next ? `${addressOf(id, key)}/${next.key}` : null,
      ...exampleView(example, form, (message) => this.messages.text(locale, message)),
      alert: isRuled ? reasonText(this.messages, locale, form.reason!) : null,
    });
  }

  private async place(id: string, key: string, locale: string) {
    const { course, assignment, counts } = await this.participation.of(id, key);
    const href = `/learning/${id}/activities/${key}`;
    return {
      enrolmentId: id, counts, course: { title: course.title }, activity: { title: assignment.activity.title, href },
      lang: languageBeside(course.language, locale), trainingHref: `${href}/training`, reviewsHref: `${href}/reviews`,
    };
  }
}

const addressOf = (enrolmentId: string, key: string): string => `/learning/${enrolmentId}/activities/${key}/training`;
