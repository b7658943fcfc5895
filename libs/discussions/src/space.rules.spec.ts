import { whyNotPost } from './space.rules';

const now = new Date('2027-03-01T12:00:00Z');
const later = new Date('2027-03-02T12:00:00Z');
const earlier = new Date('2027-02-28T12:00:00Z');

describe('who may write in a space', () => {
  it.each([
    ['running', false, null, null],
    ['grading', false, earlier, null],
    ['running', false, later, 'muted'],
    ['closed', false, null, 'discussion-read-only'],
    ['archived', true, null, 'discussion-read-only'],
    ['announced', false, null, 'discussion-not-open'],
    ['draft', true, null, null],
    [null, false, null, null],
    [null, false, later, 'muted'],
  ] as const)('in an edition %s, staff %s, muted until %s: %s', (editionState, isStaff, mutedUntil, reason) => {
    expect(whyNotPost({ editionState, isStaff, mutedUntil }, now)).toBe(reason);
  });
});
