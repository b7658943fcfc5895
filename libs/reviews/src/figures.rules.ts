import type { SubmissionPhase, SubmissionState } from './submission.entity';

/** Where somebody stands in one assignment: the newest of her works, its grade, and what she owes in all rounds. */
export type WorkStanding = Readonly<{
  activityKey: string;
  /** Null while there is no work, not even a draft. */
  work: Readonly<{
    round: number;
    state: SubmissionState;
    phase: SubmissionPhase;
    finished: number;
    wanted: number;
    isHeld: boolean;
    moderateBy: Date | null;
    /** Null until there is a grade that she may see. */
    isPassed: boolean | null;
  }> | null;
  /** In any round. */
  hasPassed: boolean;
  /** Reviews that are still to be given. */
  owed: number;
  owedBy: Date | null;
  /** The edition's date for handing in, an instant in UTC. */
  submitBy: string | null;
}>;

/** One thing that stands between somebody and the completion of an assignment. */
export type Step =
  | Readonly<{ step: 'hand-in' | 'hand-in-again' | 'returned' | 'grade-to-come' | 'not-passed' }>
  | Readonly<{ step: 'give'; count: number }>
  | Readonly<{ step: 'being-reviewed'; finished: number; wanted: number }>
  | Readonly<{ step: 'moderator'; by: Date | null }>;

/** What stands between, her own acts first. Nothing for who has passed and owes nothing. */
export function stepsTo(standing: WorkStanding): Step[] {
  const work = standing.hasPassed ? null : stepOfWork(standing.work);
  const give: Step[] = standing.owed > 0 ? [{ step: 'give', count: standing.owed }] : [];
  if (work === null) return give;
  return HER_OWN.has(work.step) ? [work, ...give] : [...give, work];
}

const HER_OWN = new Set<Step['step']>(['hand-in', 'hand-in-again', 'returned']);

function stepOfWork(work: WorkStanding['work']): Step {
  switch (work?.state) {
    case undefined:
    case 'draft':
    case 'withdrawn':
      return { step: work && work.round > 1 ? 'hand-in-again' : 'hand-in' };
    case 'returned':
      return { step: 'returned' };
    case 'submitted':
    case 'in-review':
      if (work!.isHeld || work!.phase === 'moderators') return { step: 'moderator', by: work!.moderateBy };
      return { step: 'being-reviewed', finished: Math.min(work!.finished, work!.wanted), wanted: work!.wanted };
    case 'graded':
      return { step: work!.isPassed === null ? 'grade-to-come' : 'not-passed' };
  }
}

/**
 * What somebody has to do next in an assignment and until when: hand in by the edition's date, then give the reviews she
 * owes by her own. Null where nothing is left to do.
 */
export function dueIn({ work, hasPassed, owed, owedBy, submitBy }: WorkStanding): string | null {
  const isToHandIn = !hasPassed && (work === null || work.state === 'draft' || work.state === 'withdrawn' || work.state === 'returned');
  if (isToHandIn) return submitBy;
  return owed > 0 ? (owedBy?.toISOString() ?? null) : null;
}
