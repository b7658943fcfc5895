import { formatInstant, type Messages } from '@academy/platform';
import type { EnrolmentView, MissingView } from '@academy/learning';
import { type Step, stepsTo, type WorkStanding } from '@academy/reviews';
import type { z } from 'zod';

/** An enrolment with what is missing in words. */
export type ToldEnrolment = Omit<EnrolmentView, 'missing'> & { missing: (EnrolmentView['missing'][number] & { lines: string[] })[] };

/** In whose words, and where peer review stands in each assignment that was begun. */
export type Telling = Readonly<{ messages: Messages; locale: string; timeZone: string; standings: ReadonlyMap<string, WorkStanding> }>;

/**
 * What still stands between a teacher and completion, said in words, a line a step: "Pass the quiz “…” with at least 60 %";
 * of an assignment in peer review precisely what is missing of it.
 */
export function missingLines(missing: z.infer<typeof MissingView>, telling: Telling): string[] {
  const { messages, locale, standings } = telling;
  const standing = standings.get(missing.activityKey);
  const steps = missing.rule === 'reviewed' && standing ? stepsTo(standing) : [];
  if (steps.length > 0) return steps.map((step) => stepText(missing.title, step, telling));
  if (missing.kind === 'survey' && missing.rule === 'submitted') return [messages.text(locale, 'learning.missingSurvey', { title: missing.title })];
  return [messages.text(locale, `learning.missing.${missing.rule}`, { title: missing.title, atLeast: missing.atLeast ?? 0, written: missing.posts?.written ?? 0, wanted: missing.posts?.wanted ?? 1 })];
}

function stepText(title: string, step: Step, { messages, locale, timeZone }: Telling): string {
  switch (step.step) {
    case 'give':
      return messages.text(locale, 'learning.missingStep.give', { title, count: step.count });
    case 'being-reviewed':
      return messages.text(locale, 'learning.missingStep.being-reviewed', { title, finished: step.finished, wanted: step.wanted });
    case 'moderator':
      return messages.text(locale, 'learning.missingStep.moderator', { title, has: String(step.by !== null), by: step.by ? formatInstant(step.by.toISOString(), 'day', locale, timeZone) : '' });
    default:
      return messages.text(locale, `learning.missingStep.${step.step}`, { title });
  }
}
