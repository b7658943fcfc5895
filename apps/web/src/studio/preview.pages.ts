import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Clock, Messages, renderMarkdown } from '@academy/platform';
import { ACTIVITY_KINDS, type ActivityKind, Drafts } from '@academy/courses';
import { type LiveEventView, liveEventView } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id, PathKey } from '../http/shapes';
import { kindView } from '../learning/activity.view';
import { languageBeside } from '../learning/language';
import { questionView } from '../learning/quiz.view';
import { surveyView } from '../surveys/survey.view';
import { Page } from '../views/page';
import type { ActivityOfDraft } from './draft.places';
import { basedOn, type Place } from './editing';
import { Editor } from './editor';
import { type Body as Sent, textOf } from './fields';
import { TEXT_OF } from './item.fields';
import { courseHref, itemHref } from './outline.view';
import { activityOf } from './parts';
import { questionsOf } from './part.view';
import { openAs } from './preview.questions';
import { workView } from './preview.work';

const Kind = z.enum(ACTIVITY_KINDS as [ActivityKind, ...ActivityKind[]]);

/** What is being written, and what is kept, as teachers will see it. */
@Controller('studio/courses/:id')
export class PreviewPages {
  constructor(
    private readonly editor: Editor,
    private readonly drafts: Drafts,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** The form as it stands with its text shown beside it; nothing is kept. */
  @Post('activities/:key/preview')
  @HttpCode(200)
  @Allow('course.author', { course: 'id' })
  async typed(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const { kind } = activityOf(await this.drafts.view(id), key);
    return this.shown(request, id, { item: key }, kind, (body ?? {}) as Sent);
  }

  @Post('sections/:key/activities/:kind/preview')
  @HttpCode(200)
  @Allow('course.author', { course: 'id' })
  typedNew(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Param('kind', { schema: Kind }) kind: ActivityKind,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.shown(request, id, { item: key, add: kind }, kind, (body ?? {}) as Sent);
  }

  @Get('preview/:key')
  @Allow('course.read-draft', { course: 'id' })
  async kept(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Req() request: FastifyRequest): Promise<Page> {
    const draft = await this.drafts.view(id);
    const activity = activityOf(draft, key);
    const { locale } = request;
    const lang = languageBeside(draft.language, locale);
    const reader = { say: (name: string, values = {}) => this.messages.text(locale, name, values), locale, lang };
    const link = (href: string) => href.replace(/^activity:([a-z0-9-]{1,64})$/, `${courseHref(id)}/preview/$1`);
    const inOrder = draft.modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities));
    const at = inOrder.findIndex((each) => each.key === key);
    const step = (to: { key: string; title: string } | undefined) => (to ? { title: to.title, href: `${courseHref(id)}/preview/${to.key}` } : null);
    return new Page('studio/preview', {
      course: { id, title: draft.title },
      activity: { kind: activity.kind, title: activity.title, required: activity.required, minutes: activity.minutes ?? 0 },
      editHref: itemHref(id, key),
      html: renderMarkdown(textOf((activity as Sent)[TEXT_OF[activity.kind]]), link),
      work: workView(activity, link),
      own: kindView({ activity, attempts: [], reflection: null, counts: false, liveEvent: planned(activity, this.clock.now()) }, locale),
      questions: questionsOf(activity).map((question) => questionView(openAs(question), {}, null, reader)),
      survey: activity.kind === 'survey' ? surveyView(activity.questions, 'preview', null, reader.say) : null,
      lang,
      address: '',
      enrolment: null,
      completed: false,
      counts: false,
      entries: [],
      mayReadEntries: false,
      typed: null,
      previous: step(inOrder[at - 1]),
      next: step(inOrder[at + 1]),
    });
  }

  private shown(request: FastifyRequest, id: string, place: Place, kind: ActivityKind, body: Sent): Promise<Page> {
    const form = { values: { ...body }, errors: {}, reason: null };
    return this.editor.page(request, id, place, { form, based: basedOn(body), preview: textOf(body[TEXT_OF[kind]]) });
  }
}

/** A live event as it would be where an edition says nothing of its own; nobody attends it here. */
const planned = (activity: ActivityOfDraft, now: Date): LiveEventView | null => {
  if (activity.kind !== 'live-event') return null;
  const startsAt = activity.startsAt === null ? null : new Date(activity.startsAt);
  const endsAt = startsAt && new Date(startsAt.getTime() + activity.durationMinutes * 60_000);
  return { ...liveEventView({ startsAt, endsAt, url: activity.url, recordingUrl: '', isCancelled: false, sequence: 0 }, false, now), mayAttend: false };
};
