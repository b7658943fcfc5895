import type { AssignmentActivity } from '../assignments.service';
import type { EditionState } from '@academy/editions';
import type { Asking } from './asking.queries';

export type WhyNotReview = 'review-not-open' | 'reviews-closed' | 'not-enrolled' | 'own-submission-first' | 'training-first';

type Terms = Readonly<{
  editionState: EditionState;
  reviewFrom: Date | null;
  activity: Pick<AssignmentActivity, 'ownSubmissionFirst' | 'trainingRequired' | 'examples' | 'reviewsToGive'>;
}>;
type Standing = Pick<Asking, 'enrolmentState' | 'hasSubmitted' | 'isTrained'>;

/** Why somebody gets no work to review. Reviewing has no end of its own before the edition is archived: works may be open for long after their deadline. */
export function whyNotReview({ editionState, reviewFrom, activity }: Terms, standing: Standing, now: Date): WhyNotReview | null {
  if (editionState === 'archived') return 'reviews-closed';
  if (editionState === 'draft' || editionState === 'announced') return 'review-not-open';
  if (standing.enrolmentState === 'withdrawn' || standing.enrolmentState === 'waitlisted') return 'not-enrolled';
  const isOpenToAll = reviewFrom === null ? !activity.ownSubmissionFirst : now >= reviewFrom;
  if (!standing.hasSubmitted && !isOpenToAll) return activity.ownSubmissionFirst ? 'own-submission-first' : 'review-not-open';
  return activity.trainingRequired && activity.examples.length > 0 && !standing.isTrained ? 'training-first' : null;
}

/** How many reviews somebody may give before she counts as a volunteer. Who may begin before her own work gives as many as she will owe. */
export const stillOwes = (asking: Pick<Asking, 'hasSubmitted' | 'owed' | 'given'>, reviewsToGive: number): number =>
  asking.hasSubmitted ? asking.owed : Math.max(asking.owed, reviewsToGive - asking.given, 0);

const HOUR = 3_600;

/**
 * Seconds after which asking again is worth it: sooner while new works may come, later when only claims can come back. When the claims of
 * others end is not in it: in a small pool it would tell when a colleague began.
 */
export const retryAfter = (mayMoreCome: boolean): number => (mayMoreCome ? HOUR : 6 * HOUR);

/** Whether pairs who review each other can be avoided at all among so many people who each give so many reviews. */
export const canAvoidMutual = (people: number, reviewsEach: number): boolean => people > 2 * reviewsEach;
