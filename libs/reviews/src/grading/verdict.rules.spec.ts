import { nextStep, type Situation } from './verdict.rules';

const none: Situation = { standing: null, counted: 0, wanted: 3, reviewsWanted: 3, isOver: false, mayStillAsk: true, isLargeSpread: false, hasStaffReview: false };
const byReviews = { source: 'reviews', isSame: false } as const;

describe('what to do about the grade of a work', () => {
  it.each([
    ['no review yet', {}, 'wait'],
    ['one is missing', { counted: 2 }, 'wait'],
    ['all wanted are in', { counted: 3 }, 'grade'],
    ['one more than wanted', { counted: 4 }, 'grade'],
    ['its time is over with two', { counted: 2, isOver: true }, 'grade'],
    ['its time is over with one', { counted: 1, isOver: true }, 'wait'],
    ['its time is over with none', { isOver: true }, 'wait'],
    ['its time is over with one by staff', { counted: 1, isOver: true, hasStaffReview: true }, 'grade'],
    ['one by staff is there, and time too', { counted: 1, hasStaffReview: true }, 'wait'],
    ['one is wanted and in', { counted: 1, wanted: 1, reviewsWanted: 1 }, 'grade'],
    ['one is wanted, its time is over', { counted: 1, wanted: 2, reviewsWanted: 1, isOver: true }, 'grade'],
    ['far apart', { counted: 3, isLargeSpread: true }, 'ask-one-more'],
    ['far apart, one more was asked for', { counted: 3, wanted: 4, isLargeSpread: true }, 'wait'],
    ['far apart with one more', { counted: 4, wanted: 4, isLargeSpread: true }, 'grade'],
    ['far apart, too late to ask', { counted: 3, mayStillAsk: false, isLargeSpread: true }, 'grade'],
    ['far apart, its time is over', { counted: 3, isOver: true, isLargeSpread: true }, 'grade'],
    ['graded, nothing new', { counted: 3, standing: { source: 'reviews', isSame: true } }, 'keep'],
    ['graded, one more review came', { counted: 4, standing: byReviews }, 'grade'],
    ['graded, one more review came and they are far apart now', { counted: 4, standing: byReviews, isLargeSpread: true }, 'grade'],
    ['graded, one review was taken out', { counted: 2, standing: byReviews }, 'grade'],
    ['graded, too few are left', { counted: 1, standing: byReviews }, 'withdraw'],
    ['graded by its only wanted review, which was taken out', { counted: 0, wanted: 1, reviewsWanted: 1, standing: byReviews }, 'withdraw'],
    ['graded by staff, another review came', { counted: 3, standing: { source: 'staff', isSame: false } }, 'keep'],
    ['graded by staff, its time is over', { standing: { source: 'staff', isSame: false }, isOver: true }, 'keep'],
  ] as const)('%s', (_what, situation, step) => {
    expect(nextStep({ ...none, ...situation })).toBe(step);
  });
});
