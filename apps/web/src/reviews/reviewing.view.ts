import type { Messages } from '@academy/platform';
import type { MyReview, MyReviewing } from '@academy/reviews';
import { languageBeside } from '../learning/language';
import { colleagueName } from './colleague';

/** What there is to do: go on with a claim, hand in one's own work first, train first, wait for the day, ask for the next, or nothing any more. */
export type ReviewingStep = 'continue' | 'write-first' | 'train-first' | 'not-yet' | 'ask' | 'over';

type Reader = { messages: Messages; locale: string };

export function reviewingView(mine: MyReviewing, { messages, locale }: Reader) {
  const { participant, reviews, training, bias, isHelper } = mine;
  const duties = mine.duties.filter(({ toGive }) => toGive > 0);
  const { enrolmentId, course, assignment } = participant;
  const { activityKey, activity } = assignment;
  const href = `/learning/${enrolmentId}/activities/${activityKey}`;
  const claim = reviews.find(({ state }) => state === 'claimed') ?? null;
  const shown = (review: MyReview) => ({ ...review, href: `/learning/reviews/${review.reviewId}`, who: colleagueName(messages, locale, review.author), expiresAt: review.expiresAt?.toISOString() ?? null });
  const titles = new Map(activity.rubric.criteria.map(({ key, title }) => [key, title]));
  const answered = training.examples.filter(({ compared }) => compared !== null).length;
  const owesNothing = duties.length > 0 && duties.every(({ owed }) => owed === 0);
  return {
    enrolmentId,
    course: { title: course.title },
    activity: { title: activity.title, href },
    lang: languageBeside(course.language, locale),
    address: `${href}/reviews`,
    href,
    step: stepOf(mine, claim !== null),
    claim: claim && shown(claim),
    duties: duties.map((duty) => ({ ...duty, owedBy: duty.owed > 0 ? (duty.owedBy?.toISOString() ?? null) : null, isMet: duty.owed === 0 })),
    rounds: activity.rounds,
    toGive: activity.reviewsToGive,
    reviews: reviews.filter(({ state }) => state !== 'claimed').map(shown),
    training: training.examples.length === 0 ? null : { href: `${href}/training`, count: training.examples.length, answered, isRequired: training.isRequired, isTrained: training.isTrained },
    bias: bias && { works: bias.works, leaning: bias.leaning, criteria: bias.criteria.map(({ key, leaning }) => ({ title: titles.get(key) ?? '', leaning })) },
    opensAt: assignment.reviewFrom?.toISOString() ?? null,
    mayVolunteer: mine.refusal === null && owesNothing && !duties.some(({ isVolunteer }) => isVolunteer),
    mayHelp: isHelper || participant.state === 'completed',
    isHelper,
    claimHours: mine.claimHours,
  };
}

/** Nobody presses a button to be refused. */
function stepOf({ refusal }: MyReviewing, hasClaim: boolean): ReviewingStep {
  if (hasClaim) return 'continue';
  switch (refusal) {
    case null:
      return 'ask';
    case 'own-submission-first':
      return 'write-first';
    case 'training-first':
      return 'train-first';
    case 'review-not-open':
      return 'not-yet';
    case 'reviews-closed':
    case 'not-enrolled':
      return 'over';
  }
}
