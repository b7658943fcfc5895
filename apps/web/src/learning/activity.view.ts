import { renderMarkdown } from '@academy/platform';
import type { ActivityOf, PublishedActivity } from '@academy/courses';
import type { ActivityPageView, AttemptSummary, LiveEventView } from '@academy/learning';
import { activityHtml } from './activity.html';
import { languageBeside } from './language';
import { activityHref } from './outline.view';
import type { StandingView } from '../submissions/standing.view';

/** What of an activity only its kind has. */
export type KindView =
  | { kind: 'page' | 'discussion' | 'survey' }
  | { kind: 'video'; src: string | null; address: string; host: string; tracks: { language: string; src: string; isDefault: boolean }[] }
  | { kind: 'resource'; address: string | null; host: string | null }
  | { kind: 'quiz'; count: number; passMark: number; limit: number | null; left: number | null; openId: string | null; mayStart: boolean; attempts: ClosedAttempt[] }
  | { kind: 'reflection'; markdown: string; html: string; shared: boolean; updatedAt: string | null; mayWrite: boolean }
  | { kind: 'live-event'; event: LiveEventView | null; host: string; mayAttend: boolean }
  | { kind: 'assignment'; width: number; criteria: Criterion[]; standing: StandingView | null };
type ClosedAttempt = { id: string; number: number; score: number; maxScore: number; passed: boolean; at: string };
type Criterion = { title: string; levels: { title: string; points: number; descriptor: string; span: number }[] };

/** `standing`: the reader's own work, of an assignment. */
export function activityView(view: ActivityPageView, locale: string, standing: StandingView | null = null) {
  const { enrolment, activity, module } = view;
  const here = enrolment.modules.find(({ key }) => key === module.key);
  const step = (to: { key: string; title: string } | null) => to && { title: to.title, href: activityHref(enrolment.id, to.key) };
  const mayMark = view.isMarkedByHand && view.counts && !view.completed;
  return {
    enrolment: { id: enrolment.id, editionId: enrolment.edition.id, course: enrolment.course, state: enrolment.state },
    activity: { key: activity.key, kind: activity.kind, title: activity.title, required: activity.required, minutes: activity.minutes ?? 0 },
    address: activityHref(enrolment.id, activity.key),
    lang: languageBeside(view.language, locale),
    language: view.language,
    html: activityHtml(view),
    own: kindView(view, locale, standing),
    completed: view.completed,
    counts: view.counts,
    mayMark,
    /** Whether going on is the one thing to do here: else a button of the activity itself is. */
    mayGoOn: view.completed || (!mayMark && activity.completion.rule === 'viewed'),
    module,
    siblings: (here?.sections ?? []).flatMap(({ activities }) =>
      activities.map(({ key, title, completed }) => ({ heading: title, href: activityHref(enrolment.id, key), isCurrent: key === activity.key, isDone: completed })),
    ),
    previous: step(view.previous),
    next: step(view.next),
  };
}
export type ActivityView = ReturnType<typeof activityView>;

/** `counts`: whether what is done there counts; a preview counts nothing. */
export function kindView(view: Pick<ActivityPageView, 'activity' | 'attempts' | 'reflection' | 'counts' | 'liveEvent'>, locale: string, standing: StandingView | null = null): KindView {
  const { activity } = view;
  switch (activity.kind) {
    case 'page':
    case 'discussion':
    case 'survey':
      return { kind: activity.kind };
    case 'video':
      return videoView(activity, locale);
    case 'resource': {
      const address = activity.mediaId ? `/media/${activity.mediaId}` : (activity.url ?? null);
      return { kind: 'resource', address, host: address === null || isOwn(address) ? null : hostOf(address) };
    }
    case 'quiz':
      return quizView(activity, view.attempts, view.counts);
    case 'reflection': {
      const { reflection } = view;
      const markdown = reflection?.markdown ?? '';
      return { kind: 'reflection', markdown, html: view.counts ? '' : renderMarkdown(markdown), shared: reflection?.shared ?? false, updatedAt: reflection?.updatedAt ?? null, mayWrite: view.counts };
    }
    case 'live-event': {
      const { liveEvent: event } = view;
      const address = event?.url ?? event?.recordingUrl;
      return { kind: 'live-event', event, host: address ? hostOf(address) : '', mayAttend: event?.mayAttend === true };
    }
    case 'assignment':
      return rubricView(activity, standing);
  }
}

const isOwn = (address: string): boolean => address.startsWith('/media/');
const hostOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');

/** Films of ours play in the page; those elsewhere are linked to, for a foreign player would follow whoever watches. */
function videoView({ url, captions }: ActivityOf<'video'>, locale: string): KindView {
  const tracks = captions
    .filter((caption) => isOwn(caption.url))
    .map((caption) => ({ language: caption.language, src: caption.url, isDefault: languageBeside(caption.language, locale) === null }));
  return { kind: 'video', src: isOwn(url) ? url : null, address: url, host: isOwn(url) ? '' : hostOf(url), tracks };
}

function quizView({ questions, passMark, attempts: limit }: ActivityOf<'quiz'>, attempts: readonly AttemptSummary[], counts: boolean): KindView {
  const closed = attempts.filter(({ finishedAt }) => finishedAt !== null);
  const open = attempts.find(({ finishedAt }) => finishedAt === null);
  const left = limit === null ? null : Math.max(0, limit - closed.length);
  return {
    kind: 'quiz',
    count: questions.length,
    passMark,
    limit,
    left,
    openId: open?.id ?? null,
    mayStart: counts && left !== 0,
    attempts: closed.map(({ id, number, score, maxScore, passed, finishedAt }) => ({ id, number, score: score ?? 0, maxScore: maxScore ?? 0, passed: passed === true, at: finishedAt! })),
  };
}

/** The rubric as a table: a row with fewer levels than the widest stretches its last one. */
function rubricView({ rubric: { criteria } }: Extract<PublishedActivity, { kind: 'assignment' }>, standing: StandingView | null): KindView {
  const width = Math.max(0, ...criteria.map(({ levels }) => levels.length));
  return {
    kind: 'assignment',
    width,
    standing,
    criteria: criteria.map(({ title, levels }) => ({
      title,
      levels: levels.map((level, index) => ({ title: level.title, points: level.points, descriptor: level.descriptor, span: index === levels.length - 1 ? width - index : 1 })),
    })),
  };
}
