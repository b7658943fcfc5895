import type { EditionState } from '@academy/editions';

/** Where colleagues talk: an edition (its id), or the alumni of a course (the course's id). */
export type Space = Readonly<{
  id: string;
  courseId: string;
  editionId: string | null;
  /** Null among alumni. */
  editionState: EditionState | null;
  /** Whoever asks takes part: enrolled, or an alumna. Staff is asked by `can()`. */
  isMember: boolean;
  isStaff: boolean;
  mutedUntil: Date | null;
  /** The decision that says why. */
  muteCaseId: string | null;
  hasAcceptedConduct: boolean;
}>;

export type WhyNotPost = 'discussion-read-only' | 'discussion-not-open' | 'muted';

/** Why nobody, or this person, may write here now. What was said stays readable when the edition is over. */
export function whyNotPost({ editionState, isStaff, mutedUntil }: Pick<Space, 'editionState' | 'isStaff' | 'mutedUntil'>, now: Date): WhyNotPost | null {
  if (editionState === 'closed' || editionState === 'archived') return 'discussion-read-only';
  if ((editionState === 'draft' || editionState === 'announced') && !isStaff) return 'discussion-not-open';
  return mutedUntil !== null && mutedUntil > now ? 'muted' : null;
}
