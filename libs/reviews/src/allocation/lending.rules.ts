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

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const SHORTEST = 30;

/** Seconds after which asking again is worth it: soon when a claim may come back, later when only new works could help, else in half a day. */
export function retryAfter(now: Date, nextExpiry: Date | null, mayMoreCome: boolean): number {
  const patience = mayMoreCome ? HOUR : 6 * HOUR;
  if (nextExpiry === null) return patience;
  const seconds = Math.ceil((nextExpiry.getTime() - now.getTime()) / 1_000) + MINUTE;
  return Math.min(patience, Math.max(SHORTEST, seconds));
}

/** Whether pairs who review each other can be avoided at all among so many people who each give so many reviews. */
export const canAvoidMutual = (people: number, reviewsEach: number): boolean => people > 2 * reviewsEach;
