import { whyNotRate } from './feedback.rules';
import { pointsByStaff, whyNotGradeByStaff } from './staff.rules';

const scale = { passMark: 0.5, maxPoints: 9, before: null };
const says = (input: { points?: number; isPassed?: boolean }, before: number | null = null) => pointsByStaff({ ...input, reason: 'r' }, { ...scale, before });

describe('a grade by staff', () => {
  it.each([
    ['points', { points: 7 }, null, 7],
    ['no points', { points: 0 }, null, 0],
    ['all points', { points: 9 }, null, 9],
    ['more than there are', { points: 9.5 }, null, null],
    ['less than none', { points: -1 }, null, null],
    ['both', { points: 7, isPassed: true }, null, null],
    ['neither', {}, null, null],
    ['passed, without a grade before', { isPassed: true }, null, 4.5],
    ['passed, where the points said so already', { isPassed: true }, 6, 6],
    ['passed, where the points were too few', { isPassed: true }, 3, 4.5],
    ['not passed, where the points said so already', { isPassed: false }, 3, 3],
    ['not passed, where the points would do', { isPassed: false }, 6, 0],
  ])('%s', (_what, input, before, points) => {
    expect(says(input, before)).toBe(points);
  });

  it('is worth at least the pass mark where that is no round number', () => {
    const points = pointsByStaff({ isPassed: true, reason: 'r' }, { passMark: 2 / 3, maxPoints: 10, before: null })!;
    expect(points / 10).toBeGreaterThanOrEqual(2 / 3);
    expect(points).toBeCloseTo(20 / 3, 3);
  });

  it.each([
    ['draft', 'not-submitted'],
    ['withdrawn', 'not-submitted'],
    ['returned', 'not-submitted'],
    ['submitted', null],
    ['in-review', null],
    ['graded', null],
  ] as const)('of a work that is %s', (state, reason) => {
    expect(whyNotGradeByStaff({ state, authorIds: ['author'] }, 'staff')).toBe(reason);
    expect(whyNotGradeByStaff({ state, authorIds: ['other', 'author'] }, 'author')).toBe('own-case');
  });
});

describe('a word on a review', () => {
  it.each([
    ['before the grade is out', { isReleased: false, hasReply: false }, undefined, 'not-released'],
    ['a rating', { isReleased: true, hasReply: false }, undefined, null],
    ['a reply', { isReleased: true, hasReply: false }, 'Thank you', null],
    ['another rating after a reply', { isReleased: true, hasReply: true }, undefined, null],
    ['another reply', { isReleased: true, hasReply: true }, 'One more thing', 'already-replied'],
  ])('%s', (_what, review, reply, reason) => {
    expect(whyNotRate(review, reply)).toBe(reason);
  });
});
