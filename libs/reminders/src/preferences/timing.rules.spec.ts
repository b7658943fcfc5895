import { localTimeIn } from '@academy/platform';
import { assert, constantFrom, integer, option, property, record } from 'fast-check';
import { betterHour, dayOn, type EmailWish, isWithin, nextDigest } from './timing.rules';

const ZONES = [
  'Atlantic/Azores', 'Atlantic/Reykjavik', 'Europe/Lisbon', 'Europe/Dublin', 'Europe/London', 'Europe/Madrid', 'Europe/Paris', 'Europe/Brussels', 'Europe/Amsterdam', 'Europe/Berlin',
  'Europe/Rome', 'Europe/Vienna', 'Europe/Warsaw', 'Europe/Stockholm', 'Europe/Athens', 'Europe/Bucharest', 'Europe/Helsinki', 'Europe/Vilnius', 'Europe/Chisinau', 'Europe/Istanbul',
];
const MINUTE = 60_000;
const hours = (from: string, to: string) => ({ from: minutes(from), to: minutes(to) });
const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const DAYTIME = hours('09:00', '18:00');
const NIGHT = hours('22:00', '07:00');
const reminder = { wish: 'now' as EmailWish, isTransactional: false };
const urgent = { wish: 'now' as EmailWish, isTransactional: true };

/** What a clock on the wall shows, asked of the platform in another way than the rules do. */
const faces = new Map<string, Intl.DateTimeFormat>();
function minuteIn(zone: string, at: number): number {
  if (!faces.has(zone)) faces.set(zone, new Intl.DateTimeFormat('de-DE', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  return minutes(faces.get(zone)!.format(at));
}

describe('when a mail goes', () => {
  it.each([
    ['a reminder by day', reminder, null, '2027-01-15T10:00Z', 'Europe/Lisbon', null],
    ['a reminder at nine sharp', reminder, null, '2027-01-15T09:00Z', 'Europe/Lisbon', null],
    ['a reminder at six in the evening', reminder, null, '2027-01-15T18:00Z', 'Europe/Lisbon', '2027-01-16T09:00Z'],
    ['a reminder before nine', reminder, null, '2027-01-15T06:59Z', 'Europe/Helsinki', '2027-01-15T07:00Z'],
    ['what cannot wait, at night', urgent, null, '2027-01-15T02:00Z', 'Europe/Lisbon', null],
    ['and in her quiet hours', urgent, NIGHT, '2027-01-15T02:00Z', 'Europe/Lisbon', '2027-01-15T07:00Z'],
    ['a reminder in quiet hours', reminder, NIGHT, '2027-01-15T02:00Z', 'Europe/Lisbon', '2027-01-15T09:00Z'],
    ['a reminder where school is quiet', reminder, hours('08:00', '15:30'), '2027-01-15T10:00Z', 'Europe/Lisbon', '2027-01-15T15:30Z'],
    ['a reminder where all of the day is quiet', reminder, hours('08:00', '19:00'), '2027-01-15T10:00Z', 'Europe/Lisbon', '2027-01-15T19:00Z'],
    ['the night of summer time: quiet until an hour that is left out', urgent, hours('22:00', '02:30'), '2027-03-28T00:30Z', 'Europe/Berlin', '2027-03-28T01:00Z'],
    ['the night of winter time: quiet until an hour that comes twice', urgent, hours('22:00', '02:30'), '2027-10-31T00:10Z', 'Europe/Berlin', '2027-10-31T00:30Z'],
    ['and the second time around', urgent, hours('22:00', '02:30'), '2027-10-31T01:10Z', 'Europe/Berlin', '2027-10-31T01:30Z'],
    ['the night of winter time: an hour that comes twice, quiet in its end alone', urgent, hours('00:15', '01:00'), '2027-10-31T00:59Z', 'Atlantic/Azores', '2027-10-31T01:00Z'],
    ['in a zone that nobody knows', reminder, null, '2027-01-15T20:00Z', 'Mars/Olympus', '2027-01-16T09:00Z'],
  ])('%s', (_what, mail, quietHours, now, zone, at) => {
    expect(betterHour(mail, { quietHours, sendingHours: DAYTIME }, new Date(now), localTimeIn(zone))?.at.toISOString() ?? null).toBe(at && new Date(at).toISOString());
  });

  it.each([
    ['daily', 'in the morning', '2027-01-15T08:00Z', '2027-01-15T16:00Z'],
    ['daily', 'just then', '2027-01-15T16:00Z', '2027-01-16T16:00Z'],
    ['daily', 'over the change to summer time', '2027-03-27T17:00Z', '2027-03-28T15:00Z'],
    ['weekly', 'on a Friday', '2027-01-15T08:00Z', '2027-01-18T16:00Z'],
    ['weekly', 'on Monday morning', '2027-01-18T08:00Z', '2027-01-18T16:00Z'],
    ['weekly', 'on Monday evening', '2027-01-18T20:00Z', '2027-01-25T16:00Z'],
    ['weekly', 'over the change to winter time', '2027-10-29T20:00Z', '2027-11-01T16:00Z'],
  ] as const)('%s, %s: in the next letter', (wish, _what, now, at) => {
    const local = localTimeIn('Europe/Berlin');
    expect(betterHour({ wish, isTransactional: true }, { quietHours: NIGHT, sendingHours: DAYTIME }, new Date(now), local)).toEqual({ at: new Date(at), why: wish, isHeld: true });
    expect(dayOn(nextDigest(wish, new Date(now), local), local)).toBe(at.slice(0, 10));
  });

  it('is the first minute that is neither quiet nor outside sending hours, in twenty zones and over both changes of the clock', () => {
    const changes = [Date.parse('2027-03-28T01:00Z'), Date.parse('2027-10-31T01:00Z'), Date.parse('2027-07-01T12:00Z')];
    const time = integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
    const given = record({ zone: constantFrom(...ZONES), about: constantFrom(...changes), off: integer({ min: -2_000, max: 2_000 }), quiet: option(record({ from: time, to: time }), { nil: null }), isTransactional: constantFrom(true, false) });
    assert(
      property(given, ({ zone, about, off, quiet, isTransactional }) => {
        const now = about + off * MINUTE;
        const isFree = (at: number, sending: boolean) => !(quiet && isWithin(minuteIn(zone, at), quiet)) && (isTransactional || !sending || isWithin(minuteIn(zone, at), DAYTIME));
        const within = Array.from({ length: 2 * 24 * 60 + 120 }, (_, index) => now + index * MINUTE);
        const first = within.find((at) => isFree(at, true)) ?? within.find((at) => isFree(at, false));
        const found = betterHour({ wish: 'now', isTransactional }, { quietHours: quiet, sendingHours: DAYTIME }, new Date(now), localTimeIn(zone));
        expect(found?.at.getTime() ?? now).toBe(first);
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });
});
