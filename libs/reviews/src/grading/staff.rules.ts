import type { SubmissionState } from '../submission.entity';
import { isPassed, shareOf } from './grade.rules';

/** What staff say a work is worth: points, or whether it is passed; one of the two. */
export type StaffGrade = Readonly<{ points?: number | undefined; isPassed?: boolean | undefined; reason: string }>;
type Scale = Readonly<{ passMark: number; maxPoints: number; /** Of the grade that stood. */ before: number | null }>;

type Work = Readonly<{ state: SubmissionState; authorIds: readonly string[] }>;

/** Why this person may not grade a work, or null. Nobody grades their own. */
export function whyNotGradeByStaff({ state, authorIds }: Work, userId: string): 'not-submitted' | 'own-case' | null {
  if (authorIds.includes(userId)) return 'own-case';
  return state === 'submitted' || state === 'in-review' || state === 'graded' ? null : 'not-submitted';
}

/**
 * The points that go with what staff said. Where they said only passed or not, the points that it had stay if they fit that, else a
 * pass is worth the pass mark and a fail nothing. Null: points outside the rubric's, or both or neither were said.
 */
export function pointsByStaff({ points, isPassed: passes }: StaffGrade, { passMark, maxPoints, before }: Scale): number | null {
  if ((points === undefined) === (passes === undefined)) return null;
  if (points !== undefined) return points >= 0 && points <= maxPoints ? points : null;
  if (before !== null && isPassed(shareOf(before, maxPoints), passMark) === passes) return before;
  return passes ? Math.min(maxPoints, Math.ceil(passMark * maxPoints * 10_000 - 1e-6) / 10_000) : 0;
}
