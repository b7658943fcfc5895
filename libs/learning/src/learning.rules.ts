import type { EnrolmentState } from '@academy/enrolments';
import type { EvidenceKind } from './completion.rules';

export type WhyNotRead = 'no-seat-yet' | 'withdrawn' | 'module-not-open';
export type WhyNotLearn = WhyNotRead | 'edition-closed';

/**
 * Why an activity cannot be read now. `opensAt`: when its module opens for this person, null while they have no
 * seat. What was open stays readable when the edition is over.
 */
export function whyNotRead(state: EnrolmentState, opensAt: Date | null, now: Date): WhyNotRead | null {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'waitlisted' || opensAt === null) return 'no-seat-yet';
  return now < opensAt ? 'module-not-open' : null;
}

/** Why nothing that is done here counts any more. */
export function whyNotLearn(state: EnrolmentState, opensAt: Date | null, now: Date): WhyNotLearn | null {
  return state === 'expired' ? 'edition-closed' : whyNotRead(state, opensAt, now);
}

/** Evidence that is taken for a while after what it is about, though the edition has closed meanwhile. */
const OUTLASTS_EDITION: ReadonlySet<EvidenceKind> = new Set(['attended']);

/** The same for evidence of a kind. */
export const whyNotCount = (evidence: EvidenceKind, state: EnrolmentState, opensAt: Date | null, now: Date): WhyNotLearn | null =>
  OUTLASTS_EDITION.has(evidence) ? whyNotRead(state, opensAt, now) : whyNotLearn(state, opensAt, now);
