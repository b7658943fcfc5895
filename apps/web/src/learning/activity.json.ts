import { ACTIVITY_KINDS, CompletionRule } from '@academy/courses';
import { type ActivityPageView } from '@academy/learning';
import { z } from 'zod';
import { activityHtml } from './activity.html';

/** An activity as a teacher gets it: the body of its kind, flat; a quiz without its questions (they come with an attempt). */
export const ActivityJson = z.looseObject({
  key: z.string(),
  kind: z.enum(ACTIVITY_KINDS),
  title: z.string(),
  language: z.string(),
  required: z.boolean(),
  completion: CompletionRule,
  minutes: z.number().nullable(),
  completed: z.boolean(),
  mayMark: z.boolean(),
  html: z.string(),
  module: z.object({ key: z.string(), title: z.string(), number: z.number() }),
  previous: z.object({ key: z.string(), title: z.string() }).nullable(),
  next: z.object({ key: z.string(), title: z.string() }).nullable(),
});

export function activityJson(view: ActivityPageView): z.infer<typeof ActivityJson> {
  return {
    ...bodyOf(view),
    key: view.activity.key,
    kind: view.activity.kind,
    title: view.activity.title,
    language: view.language,
    required: view.activity.required,
    completion: view.activity.completion,
    minutes: view.activity.minutes ?? null,
    completed: view.completed,
    mayMark: view.isMarkedByHand && !view.completed && view.counts,
    html: activityHtml(view),
    module: view.module,
    previous: view.previous,
    next: view.next,
  };
}

function bodyOf({ activity, attempts, reflection, liveEvent, survey, counts }: ActivityPageView): Record<string, unknown> {
  switch (activity.kind) {
    case 'quiz': {
      const { questions, ...quiz } = activity;
      return { ...quiz, attemptsAllowed: quiz.attempts, questionCount: questions.length, attempts };
    }
    case 'reflection':
      return { ...activity, reflection };
    case 'live-event': {
      // As it is in this edition, and its address only at its hour.
      const { url: _, startsAt: __, durationMinutes: ___, ...event } = activity;
      return { ...event, ...liveEvent };
    }
    case 'survey':
      return { ...activity, answered: survey?.whyNot === 'survey-answered', mayAnswer: counts && survey?.whyNot === null };
    case 'resource':
      return { ...activity, ...(activity.mediaId ? { url: `/media/${activity.mediaId}` } : {}) };
    case 'assignment': {
      // What staff gave to the examples is what training asks for.
      const { examples, ...assignment } = activity;
      return { ...assignment, examples: examples.map(({ key, title }) => ({ key, title })) };
    }
    default:
      return { ...activity };
  }
}
