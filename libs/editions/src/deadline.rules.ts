import type { Deadlines } from './edition.entity';
import { type EditionState } from './edition.rules';

/** The dates of one assignment (or of a quiz, which has `submitBy` alone), as ISO instants. */
export type Deadline = Deadlines[string];
export const DEADLINE_DATES = ['submitBy', 'reviewFrom', 'reviewBy', 'releaseAt'] as const;
export type DeadlineDate = (typeof DEADLINE_DATES)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const PAIRS = [['submitBy', 'reviewBy'], ['reviewFrom', 'reviewBy'], ['submitBy', 'releaseAt']] as const satisfies readonly (readonly [DeadlineDate, DeadlineDate])[];

/** Dates of one assignment that lie before what has to come first. */
export const deadlineDisorder = (deadline: Deadline): { field: DeadlineDate; before: DeadlineDate }[] =>
  PAIRS.filter(([first, then]) => timeOf(deadline[first]) > timeOf(deadline[then])).map(([before, field]) => ({ field, before }));

/** A date that is not set is in order with every other. */
const timeOf = (date: string | undefined): number => (date === undefined ? Number.NaN : Date.parse(date));

type Dates = Readonly<{ enrolUntil: Date; endsAt: Date; deadlines?: Deadlines }>;
/** `activityKey`: whose deadline it is; null for dates of the whole edition. */
export type CutOff = { field: 'enrolUntil' | 'endsAt' | 'submitBy' | 'graceUntil' | 'reviewBy'; activityKey: string | null; from: string; to: string };

/** Dates that a change would bring forward, once people take part. A deadline where there was none counts from its announcement on. */
export function cutOffs(state: EditionState, before: Dates, after: Dates): CutOff[] {
  if (!['open', 'running', 'grading'].includes(state)) return [];
  const whole = (['enrolUntil', 'endsAt'] as const).flatMap((field) => cutOff(field, null, before[field], after[field]));
  return [...whole, ...Object.entries(before.deadlines ?? {}).flatMap(([key, deadline]) => deadlineCutOffs(key, deadline, after.deadlines?.[key] ?? {}))];
}

function deadlineCutOffs(key: string, before: Deadline, after: Deadline): CutOff[] {
  const handingIn = cutOff('submitBy', key, dateOf(before.submitBy), dateOf(after.submitBy));
  const late = handingIn.length > 0 ? [] : cutOff('graceUntil', key, graceUntil(before), graceUntil(after));
  return [...handingIn, ...late, ...cutOff('reviewBy', key, dateOf(before.reviewBy), dateOf(after.reviewBy))];
}

const cutOff = (field: CutOff['field'], activityKey: string | null, from: Date | null, to: Date | null): CutOff[] =>
  from && to && to < from ? [{ field, activityKey, from: from.toISOString(), to: to.toISOString() }] : [];

const dateOf = (date: string | undefined): Date | null => (date === undefined ? null : new Date(date));
const graceUntil = ({ submitBy, graceHours = 0 }: Deadline): Date | null => (submitBy === undefined ? null : new Date(Date.parse(submitBy) + graceHours * HOUR));

/** The last two days of an edition belong to grades and to what moderators have to decide. */
const FOR_GRADES = 2 * DAY;

/**
 * Dates that fit an assignment whose module opens at `opensAt`: two weeks to write and one to review where the
 * edition is long enough, else two thirds and one third of what is left of it.
 */
export function suggestedDates(opensAt: Date, endsAt: Date): { submitBy: Date; reviewBy: Date } {
  const left = Math.max(0, endsAt.getTime() - FOR_GRADES - opensAt.getTime());
  const writing = Math.min(2 * WEEK, (left * 2) / 3);
  return { submitBy: new Date(opensAt.getTime() + writing), reviewBy: new Date(opensAt.getTime() + writing + Math.min(WEEK, left - writing)) };
}
