import { isReleaseDue, whyNotRelease } from './release.rules';

const deadline = new Date('2027-03-14T22:59:00Z');
const later = new Date('2027-03-20T08:00:00Z');

describe('the release of a grade', () => {
  it.each([
    ['at once', 'at-once', null, '2027-03-01T00:00:00Z', true],
    ['at once, before the date of the edition', 'at-once', later, '2027-03-20T07:59:59Z', false],
    ['at once, on the date of the edition', 'at-once', later, '2027-03-20T08:00:00Z', true],
    ['before the deadline for reviews', 'at-review-deadline', null, '2027-03-14T22:58:59Z', false],
    ['at the deadline for reviews', 'at-review-deadline', null, '2027-03-14T22:59:00Z', true],
    ['after that deadline, before the date of the edition', 'at-review-deadline', later, '2027-03-15T00:00:00Z', false],
    ['with moderators, by itself', 'after-moderation', null, '2028-01-01T00:00:00Z', false],
  ] as const)('%s', (_what, release, notBefore, now, isDue) => {
    expect(isReleaseDue({ release, notBefore, deadline }, new Date(now))).toBe(isDue);
  });

  it.each([
    ['after moderation', 'after-moderation', null, null],
    ['after moderation, before the date of the edition', 'after-moderation', later, 'release-date-ahead'],
    ['what is released at once', 'at-once', null, 'releases-by-itself'],
    ['what is released at the deadline', 'at-review-deadline', null, 'releases-by-itself'],
  ] as const)('by staff: %s', (_what, release, notBefore, reason) => {
    expect(whyNotRelease(release, notBefore, deadline)).toBe(reason);
  });
});
