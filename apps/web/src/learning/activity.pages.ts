import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Clock, Messages, NotFound, Refused, renderMarkdown } from '@academy/platform';
import { type ActivityPageView, Attempts, Attendance, LearningQueries, ProgressKeeper, Reflections, Surveys } from '@academy/learning';
import { OwnWorks } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { ActivityTalk } from '../discussions/activity.talk';
import { Allow } from '../http/allow';
import { parse } from '../http/schema.pipe';
import { Id, PathKey } from '../http/shapes';
import { problemOf } from '../problems';
import { type StandingView, standingView } from '../submissions/standing.view';
import { refuseFaults, surveyAnswersFrom } from '../surveys/survey.form';
import { surveyView } from '../surveys/survey.view';
import { reasonText } from '../views/form.view';
import { type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { activityView } from './activity.view';
import { AttendanceForm, NothingForm, QuizForm, ReflectionForm } from './learning.forms';
import { activityHref } from './outline.view';
import { Outlines } from './outlines';

/** One activity: read it, do it, say that it is done. */
@Controller('learning/:enrolmentId/activities/:key')
export class ActivityPages {
  constructor(
    private readonly learning: LearningQueries,
    private readonly progress: ProgressKeeper,
    private readonly attempts: Attempts,
    private readonly reflections: Reflections,
    private readonly attendance: Attendance,
    private readonly surveys: Surveys,
    private readonly works: OwnWorks,
    private readonly messages: Messages,
    private readonly clock: Clock,
    private readonly outlines: Outlines,
    private readonly talk: ActivityTalk,
  ) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, key, request, null);
  }

  @Post('mark')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  mark(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      await this.progress.mark(id, key);
      return new SeeOther(activityHref(id, key), { kind: 'success', message: 'learning.nowMarked' });
    };
    return submit(NothingForm, body, work, (form) => this.page(id, key, request, form));
  }

  /** Begins a try at a quiz, or goes on with the one that is open. */
  @Post('attempts')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  start(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => new SeeOther(`/learning/attempts/${(await this.attempts.start(id, key)).id}`);
    return submit(NothingForm, body, work, (form) => this.page(id, key, request, form));
  }

  @Post('attendance')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  attend(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AttendanceForm,
      body,
      async ({ code }) => {
        await this.attendance.attend(id, key, code);
        return new SeeOther(activityHref(id, key), { kind: 'success', message: 'learning.nowAttended' });
      },
      (form) => this.page(id, key, request, form),
    );
  }

  @Post('reflection')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  reflect(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      ReflectionForm,
      body,
      async ({ markdown, shared }) => {
        const isShared = shared && markdown.trim() !== '';
        await this.reflections.write(id, key, markdown, isShared);
        return new SeeOther(activityHref(id, key), { kind: 'success', message: isShared ? 'learning.nowShared' : 'learning.nowKept' });
      },
      (form) => this.page(id, key, request, form),
    );
  }

  /** What is kept while the teacher writes: the text alone. Sharing takes the button. */
  @Post('reflection/draft')
  @HttpCode(200)
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async keep(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown): Promise<{ saved: true }> {
    const { markdown } = parse(ReflectionForm, body ?? {});
    await this.reflections.keepDraft(id, key, markdown);
    return { saved: true };
  }

  /** Answers to a survey: once, and for good. Sent twice, the first ones stand. */
  @Post('answers')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  answer(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async (fields: Record<string, unknown>) => {
      const { activity, survey } = await this.learning.activity(id, key);
      if (activity.kind !== 'survey') throw new NotFound('survey');
      if (survey?.whyNot === 'survey-answered') return new SeeOther(activityHref(id, key));
      const given = surveyAnswersFrom(activity.questions, fields);
      refuseFaults(activity.questions, given);
      await this.surveys.answer(id, key, given, request.locale).catch(unless('survey-answered'));
      return new SeeOther(activityHref(id, key), { kind: 'success', message: 'learning.surveySent' });
    };
    return submit(QuizForm, body, work, (form) => this.page(id, key, request, form));
  }

  private async page(id: string, key: string, request: FastifyRequest, form: FormState | null): Promise<Page> {
    const view = await this.learning.activity(id, key).catch((error: unknown) => this.explain(error, id, key, request));
    if (view instanceof Page) return view;
    const [entries, standing, talk] = await Promise.all([this.entries(view), this.standing(view), this.talk.of(view, request.actor!.userId, request.locale)]);
    const survey = view.activity.kind === 'survey' ? surveyView(view.activity.questions, view.survey?.whyNot ?? null, form, (name, values) => this.messages.text(request.locale, name, values)) : null;
    return new Page('learning/activity', {
      ...activityView(view, request.locale, standing),
      talk,
      survey,
      entries,
      mayReadEntries: entries !== null,
      typed: form && { markdown: String(form.values['markdown'] ?? ''), shared: form.values['shared'] === 'true' },
      typedCode: String(form?.values['code'] ?? ''),
      codeError: form?.reason === 'attendance-code-wrong' ? reasonText(this.messages, request.locale, form.reason) : null,
      alert: form?.reason && !survey?.problems.length ? reasonText(this.messages, request.locale, form.errors['code'] ? 'field-missing' : form.reason, form.reasonValues) : null,
    });
  }

  private async standing({ activity, enrolment, counts }: ActivityPageView): Promise<StandingView | null> {
    if (activity.kind !== 'assignment') return null;
    return standingView(await this.works.standing(enrolment.id, activity.key), enrolment.id, counts, this.clock.now());
  }

  /** Where something cannot be read yet, the outline says why and when. */
  private async explain(error: unknown, id: string, key: string, { actor, locale }: FastifyRequest): Promise<Page> {
    if (!(error instanceof Refused)) throw error;
    const outline = await this.outlines.page(id, locale, actor!);
    const module = outline.enrolment.modules.find(({ sections }) => sections.some(({ activities }) => activities.some((activity) => activity.key === key)));
    const refusal = { reason: error.reason, module: module?.title ?? '', opensAt: module?.opensAt ?? null };
    return new Page('learning/outline', { ...outline, refusal }, problemOf(error)?.status);
  }

  /** Colleagues' entries are shown beside one's own, once there is one: first one thinks for oneself. */
  private async entries({ activity, enrolment, reflection, counts }: ActivityPageView) {
    if (activity.kind !== 'reflection' || (counts && (reflection?.markdown ?? '').trim() === '')) return null;
    const shared = await this.learning.sharedReflections(enrolment.id, activity.key);
    return shared.map(({ author, markdown, updatedAt }) => ({ author, html: renderMarkdown(markdown), at: updatedAt.toISOString() }));
  }
}

/** Lets a refusal of this reason pass: what was asked for is so already. */
const unless = (reason: string) => (error: unknown): void => {
  if (!(error instanceof Refused) || error.reason !== reason) throw error;
};
