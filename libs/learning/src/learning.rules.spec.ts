import { whyNotCount, whyNotLearn, whyNotRead } from './learning.rules';

const opensAt = new Date('2027-03-08T09:00:00Z');

describe('what a teacher may open', () => {
  it.each([
    ['a module on its day', 'active', opensAt, '2027-03-08T09:00:00Z', null],
    ['a module a second too early', 'active', opensAt, '2027-03-08T08:59:59Z', 'module-not-open'],
    ['anything while waiting for a seat', 'waitlisted', null, '2027-04-01T00:00:00Z', 'no-seat-yet'],
    ['anything after withdrawing', 'withdrawn', opensAt, '2027-04-01T00:00:00Z', 'withdrawn'],
    ['what was open, when the edition is over', 'expired', opensAt, '2027-06-01T00:00:00Z', null],
    ['what was open, once completed', 'completed', opensAt, '2027-06-01T00:00:00Z', null],
  ] as const)('%s', (_what, state, opens, now, reason) => {
    expect(whyNotRead(state, opens, new Date(now))).toBe(reason);
  });

  it('counts nothing any more when the edition is over', () => {
    expect(whyNotLearn('expired', opensAt, new Date('2027-06-01T00:00:00Z'))).toBe('edition-closed');
    expect(whyNotLearn('active', opensAt, opensAt)).toBeNull();
  });

  it.each([
    ['attended', 'expired', opensAt, null],
    ['attended', 'expired', null, 'no-seat-yet'],
    ['attended', 'withdrawn', opensAt, 'withdrawn'],
    ['viewed', 'expired', opensAt, 'edition-closed'],
  ] as const)('counts %s of somebody %s, open from %s: %s', (evidence, state, opens, reason) => {
    expect(whyNotCount(evidence, state, opens, new Date('2027-06-01T00:00:00Z'))).toBe(reason);
  });
});
