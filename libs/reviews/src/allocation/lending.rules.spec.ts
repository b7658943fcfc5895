import { canAvoidMutual, retryAfter, stillOwes, whyNotReview } from './lending.rules';
import { owedBy } from './duties.service';
import { expectedReviews, gapOf } from './expectation.rules';

const now = new Date('2030-03-14T08:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const activity = { ownSubmissionFirst: true, trainingRequired: false, examples: [], reviewsToGive: 3 };
const terms = { editionState: 'running' as const, reviewFrom: null, activity };
const standing = { enrolmentState: 'active' as const, hasSubmitted: true, isTrained: false };
const example = { key: 'one', title: 'One', markdown: '', scores: {}, comments: {} };

describe('who may review', () => {
  it.each([
    ['who handed in may', terms, standing, null],
    ['who did not hand in may not', terms, { ...standing, hasSubmitted: false }, 'own-submission-first'],
    ['unless the assignment lets her', { ...terms, activity: { ...activity, ownSubmissionFirst: false } }, { ...standing, hasSubmitted: false }, null],
    ['or the edition, from now on', { ...terms, reviewFrom: hours(-1) }, { ...standing, hasSubmitted: false }, null],
    ['but not before that day', { ...terms, reviewFrom: hours(1), activity: { ...activity, ownSubmissionFirst: false } }, { ...standing, hasSubmitted: false }, 'review-not-open'],
    ['which who handed in need not wait for', { ...terms, reviewFrom: hours(1) }, standing, null],
    ['training comes first', { ...terms, activity: { ...activity, trainingRequired: true, examples: [example] } }, standing, 'training-first'],
    ['once', { ...terms, activity: { ...activity, trainingRequired: true, examples: [example] } }, { ...standing, isTrained: true }, null],
    ['where there is something to train on', { ...terms, activity: { ...activity, trainingRequired: true } }, standing, null],
    ['a closed edition is reviewed on', { ...terms, editionState: 'closed' as const }, { ...standing, enrolmentState: 'expired' as const }, null],
    ['an archived one is not', { ...terms, editionState: 'archived' as const }, standing, 'reviews-closed'],
    ['nor one that has not opened', { ...terms, editionState: 'announced' as const }, standing, 'review-not-open'],
    ['who withdrew may not', terms, { ...standing, enrolmentState: 'withdrawn' as const }, 'not-enrolled'],
  ])('%s', (_, place, person, answer) => expect(whyNotReview(place, person, now)).toBe(answer));

  it('counts as owing who may begin before her own work', () => {
    expect(stillOwes({ hasSubmitted: false, owed: 0, given: 1 }, 3)).toBe(2);
    expect(stillOwes({ hasSubmitted: true, owed: 0, given: 1 }, 3)).toBe(0);
  });
});

describe('when to ask again', () => {
  it('is in an hour while new works may come, else in six: never told by when the claims of others end', () => {
    expect(retryAfter(true)).toBe(3_600);
    expect(retryAfter(false)).toBe(6 * 3_600);
  });
});

it('pairs who review each other can be avoided among more than twice as many as each reviews', () => {
  expect([6, 7].map((people) => canAvoidMutual(people, 3))).toEqual([false, true]);
});

describe('when reviews are due', () => {
  const [submitBy, reviewBy] = [hours(-100), hours(100)];
  it('is the day of the edition, a week from a late work, and a week where there is no day', () => {
    expect(owedBy(reviewBy, submitBy, hours(-110))).toEqual(reviewBy);
    expect(owedBy(reviewBy, submitBy, hours(0))).toEqual(hours(168));
    expect(owedBy(null, null, now)).toEqual(hours(168));
  });
});

describe('what to expect', () => {
  const even = { wanted: 20, lent: 0, owed: 30, recent: 12, recentHours: 24, hoursLeft: 40, done: 40, abandoned: 0 };
  it('is the rate of late, as far as somebody owes it', () => {
    expect(expectedReviews(even)).toBeCloseTo(20);
    expect(gapOf(even)).toBe(0);
    expect(gapOf({ ...even, hoursLeft: 20 })).toBe(10);
    expect(gapOf({ ...even, owed: 5 })).toBe(15);
  });
  it('counts claims as often as claims are kept', () => {
    const claims = { ...even, recent: 0, lent: 10 };
    expect(expectedReviews({ ...claims, done: 92, abandoned: 0 })).toBeCloseTo(10 * (100 / 102));
    expect(expectedReviews({ ...claims, done: 42, abandoned: 48 })).toBeCloseTo(5);
  });
  it('does not believe in a rate of the first minutes', () => {
    expect(expectedReviews({ ...even, recent: 3, recentHours: 0.1 })).toBeCloseTo(20);
  });
});
