import { weekAt, weeksOf } from './weeks.rules';

const edition = { startsAt: new Date('2027-03-01T08:00:00Z'), endsAt: new Date('2027-03-20T20:00:00Z') };

describe('the weeks of an edition', () => {
  it('are counted from its start, a short one at the end included', () => {
    expect(weeksOf(edition).map(({ number, startsAt }) => `${number} ${startsAt.toISOString()}`)).toEqual([
      '1 2027-03-01T08:00:00.000Z', '2 2027-03-08T08:00:00.000Z', '3 2027-03-15T08:00:00.000Z',
    ]);
  });

  it.each([
    ['before it begins', '2027-03-01T07:59:59Z', 0],
    ['as it begins', '2027-03-01T08:00:00Z', 1],
    ['on the evening before the second week', '2027-03-08T07:00:00Z', 1],
    ['in the short week', '2027-03-20T19:00:00Z', 3],
    ['after its end', '2027-03-20T20:00:00Z', 4],
  ])('know where they stand %s', (_when, now, week) => {
    expect(weekAt(edition, new Date(now))).toBe(week);
  });
});
