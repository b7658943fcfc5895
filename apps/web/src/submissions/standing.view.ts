import type { WorkAndTask } from '@academy/reviews';
import { activityHref } from '../learning/outline.view';
import { workHref } from './desk';

/** One's own work as the page of its assignment tells of it: where it stands, what comes next, and until when. */
export function standingView({ assignment, work }: WorkAndTask, enrolmentId: string, counts: boolean, now: Date) {
  const { activityKey } = assignment;
  const isHandedIn = work !== null && ['submitted', 'in-review', 'graded'].includes(work.state);
  const last = assignment.graceUntil ?? assignment.submitBy;
  const isFirst = (work?.round ?? 1) === 1 && work?.state !== 'returned';
  const isOver = isFirst && !isHandedIn && last !== null && now > last;
  const isLate = isFirst && assignment.submitBy !== null && now > assignment.submitBy;
  const owed = isHandedIn ? Math.max(0, work.reviewsToGive - work.reviewsGiven) : 0;
  const isGraded = work?.graded === true;
  const at = isGraded && owed === 0 ? 2 : isHandedIn ? 1 : 0;
  const step = (index: number) => (index < at ? ('done' as const) : index === at ? ('current' as const) : ('todo' as const));
  return {
    state: work?.state ?? 'new',
    late: work?.late ?? false,
    href: workHref(enrolmentId, activityKey),
    reviewsHref: `${activityHref(enrolmentId, activityKey)}/reviews`,
    gradeHref: isGraded ? `${activityHref(enrolmentId, activityKey)}/grade?round=${work.round}` : null,
    words: isHandedIn || !counts || isOver ? ('hereLook' as const) : work ? ('hereGoOn' as const) : ('hereNew' as const),
    isHandedIn,
    isOver,
    isLate,
    isGraded,
    owed,
    mayWrite: counts,
    submitBy: isFirst && !isHandedIn ? (assignment.submitBy?.toISOString() ?? null) : null,
    graceUntil: isFirst && !isHandedIn && last !== null && assignment.submitBy !== null && last > assignment.submitBy ? last.toISOString() : null,
    round: work?.round ?? 1,
    rounds: assignment.activity.rounds,
    received: work?.reviewsReceived ?? 0,
    wanted: work?.reviewsWanted ?? 0,
    steps: { write: step(0), review: step(1), read: step(2) },
  };
}
export type StandingView = ReturnType<typeof standingView>;
