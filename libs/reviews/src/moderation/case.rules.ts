import type { CaseKind } from '../grade.entities';
import type { ReviewKind } from '../review.entities';

/** What a flag may be about. Source: the issue, point 8. */
export const FLAG_REASONS = ['abuse', 'plagiarism', 'unreadable', 'reveals-identity', 'empty', 'other'] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

/** Days that are promised. */
export const DUE_DAYS = { flag: 3, appeal: 10 } as const;

/** What a moderator may decide, by kind of case. */
export const DECISIONS_OF = {
  'flagged-submission': ['dismiss', 'return', 'remove'],
  'flagged-review': ['dismiss', 'remove'],
  appeal: ['uphold-grade', 'change-grade', 'more-reviews'],
  short: ['review-by-staff', 'extend', 'pass-grade'],
  spread: ['accept', 'change-grade'],
} as const satisfies Record<CaseKind, readonly string[]>;
export type Decision = (typeof DECISIONS_OF)[CaseKind][number];
export const DECISIONS = [...new Set(Object.values(DECISIONS_OF).flat())] as Decision[];

export const fits = (kind: CaseKind, decision: Decision): boolean => (DECISIONS_OF[kind] as readonly string[]).includes(decision);

export type CaseStanding = Readonly<{
  kind: CaseKind;
  state: 'open' | 'decided';
  authorIds: readonly string[];
  /** Of the review that the case is about. */
  reviewerId: string | null;
  /** How the moderator has reviewed this very work; null: not. */
  ownReview: ReviewKind | null;
}>;

/** Why this person may not decide a case, or null. Whoever reviewed a work among its peers does not judge what came of it. */
export function whyNotDecide(standing: CaseStanding, userId: string): 'case-decided' | 'own-case' | null {
  if (standing.state === 'decided') return 'case-decided';
  const isJudge = standing.kind !== 'flagged-submission' && standing.ownReview !== null && standing.ownReview !== 'staff';
  return standing.authorIds.includes(userId) || standing.reviewerId === userId || isJudge ? 'own-case' : null;
}
