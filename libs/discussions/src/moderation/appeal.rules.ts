import type { PostDecision } from './case.rules';

/** Days after a decision in which it can be appealed. */
export const APPEAL_DAYS = 14;
const DAY = 24 * 3_600_000;

export const APPEAL_OUTCOMES = ['upheld', 'overturned'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

export type Appealable = Readonly<{ decision: PostDecision | null; decidedAt: Date | null; appealedAt: Date | null }>;

export const appealableUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + APPEAL_DAYS * DAY);

/** Why the person concerned cannot appeal, or null. Once, against what went against her, for a fortnight. */
export function whyNotAppeal({ decision, decidedAt, appealedAt }: Appealable, now: Date): 'case-not-appealable' | 'case-appealed' | 'appeal-time-over' | null {
  if (decidedAt === null || decision === null || !['hide', 'warn', 'mute'].includes(decision)) return 'case-not-appealable';
  if (appealedAt !== null) return 'case-appealed';
  return now > appealableUntil(decidedAt) ? 'appeal-time-over' : null;
}

export type Appealed = Readonly<{
  personId: string;
  decidedBy: string | null;
  appealedAt: Date | null;
  appealOutcome: AppealOutcome | null;
  /** Somebody else could answer: who runs the edition, did not decide first and is not concerned. */
  hasOthers: boolean;
}>;

/** Why an appeal cannot be answered by this person, or null. Whoever decided first does so again only where there is nobody else: an answer is owed. */
export function whyNotAnswer({ personId, decidedBy, appealedAt, appealOutcome, hasOthers }: Appealed, byUserId: string): 'no-appeal' | 'appeal-answered' | 'own-post' | 'first-decider' | null {
  if (appealedAt === null) return 'no-appeal';
  if (personId === byUserId) return 'own-post';
  if (appealOutcome !== null) return 'appeal-answered';
  return decidedBy === byUserId && hasOthers ? 'first-decider' : null;
}
