/** As many reviews as a grade takes at least, where an assignment wants more than one. */
export const ENOUGH_REVIEWS = 2;

export type Situation = Readonly<{
  /** The grade that stands. `isSame`: the same reviews with the same levels would make it again. */
  standing: Readonly<{ source: 'reviews' | 'staff'; isSame: boolean }> | null;
  /** Reviews that count now. */
  counted: number;
  /** Reviews that this work should get, and that the assignment wants for each. */
  wanted: number;
  reviewsWanted: number;
  /** Its time is over: what is there has to do. */
  isOver: boolean;
  /** Its review deadline has not passed. */
  mayStillAsk: boolean;
  isLargeSpread: boolean;
  /** Staff have reviewed it: a work whose time is over needs no second opinion then. */
  hasStaffReview: boolean;
}>;
export type Step = 'keep' | 'wait' | 'ask-one-more' | 'grade' | 'withdraw';

/**
 * What to do about a work's grade. What staff gave stays. A grade whose reviews changed is made again, or taken back where fewer are
 * left than a grade takes: then the work is looked for reviewers again. Reviewers far apart are asked for one more opinion, once.
 */
export function nextStep({ standing, counted, wanted, reviewsWanted, isOver, mayStillAsk, isLargeSpread, hasStaffReview }: Situation): Step {
  const hasEnough = counted >= Math.min(ENOUGH_REVIEWS, reviewsWanted) || (isOver && hasStaffReview);
  if (standing?.source === 'staff' || standing?.isSame) return 'keep';
  if (standing) return hasEnough ? 'grade' : 'withdraw';
  if (counted < wanted && !(isOver && hasEnough)) return 'wait';
  const wasAsked = wanted > reviewsWanted;
  return isLargeSpread && !wasAsked && !isOver && mayStillAsk ? 'ask-one-more' : 'grade';
}
