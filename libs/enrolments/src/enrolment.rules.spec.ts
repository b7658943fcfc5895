import { freeSeats, whyNotEnrol, whyNotWithdraw } from './enrolment.rules';

const edition = { state: 'open', enrolFrom: new Date('2027-01-01T00:00:00Z'), enrolUntil: new Date('2027-02-01T00:00:00Z') };

describe('enrolling', () => {
  it.each([
    ['in the window of an open edition', edition, '2027-01-15T00:00:00Z', null],
    ['in the window of a running edition', { ...edition, state: 'running' }, '2027-01-15T00:00:00Z', null],
    ['at the last instant', edition, '2027-02-01T00:00:00Z', null],
    ['in an announced edition', { ...edition, state: 'announced' }, '2027-01-15T00:00:00Z', 'edition-not-open'],
    ['in a closed edition', { ...edition, state: 'closed' }, '2027-01-15T00:00:00Z', 'edition-not-open'],
    ['too early', edition, '2026-12-31T23:59:59Z', 'enrolment-not-yet-open'],
    ['too late', edition, '2027-02-01T00:00:01Z', 'enrolment-over'],
  ] as const)('%s', (_when, one, now, reason) => {
    expect(whyNotEnrol(one, new Date(now))).toBe(reason);
  });
});

describe('withdrawing', () => {
  it.each([
    ['waitlisted', null],
    ['active', null],
    ['completed', 'already-completed'],
    ['withdrawn', 'not-enrolled'],
    ['expired', 'not-enrolled'],
  ] as const)('while %s: %s', (state, reason) => {
    expect(whyNotWithdraw(state)).toBe(reason);
  });
});

describe('free seats', () => {
  it('are what is left, never less than none, and endless without a limit', () => {
    expect(freeSeats({ seats: 20, seatsTaken: 18 })).toBe(2);
    expect(freeSeats({ seats: 20, seatsTaken: 20 })).toBe(0);
    expect(freeSeats({ seats: null, seatsTaken: 20_000 })).toBe(Number.POSITIVE_INFINITY);
  });
});
