import { seeded } from './chance';
import { actsOfCourse } from './course';
import { wishesOf } from './wishes';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

export const ZONES = [
  'Atlantic/Azores', 'Europe/Lisbon', 'Europe/London', 'Europe/Dublin', 'Atlantic/Canary', 'Europe/Madrid', 'Europe/Paris', 'Europe/Brussels', 'Europe/Berlin', 'Europe/Rome',
  'Europe/Malta', 'Europe/Warsaw', 'Europe/Stockholm', 'Europe/Belgrade', 'Europe/Athens', 'Europe/Bucharest', 'Europe/Helsinki', 'Europe/Vilnius', 'Asia/Nicosia', 'Europe/Chisinau',
];
const COUNTRIES = ['PT', 'DE', 'GR', 'FI'];
const LOCALES = ['en', 'de', 'de-AT', 'fr'];

const KINDS = ['claim-expiring', 'claim-expiring', 'reviews-owed', 'draft-not-sent', 'nearly-there', 'deadline', 'module-missed', 'away', 'edition-starts', 'credential-expiring'];
const some = <Item>(chance: () => number, items: readonly Item[]): Item => items[Math.floor(chance() * items.length)]!;

/** By the house's rules; by a coordinator's own; with fewer seats than people. */
export const ROOMS = ['plain', 'changed', 'seats'] as const;
export type Room = (typeof ROOMS)[number];

/** What somebody does, and when. `what`: `activity evidence`, a module, a zone, a wish. */
export type Act = Readonly<{
  at: number; what: string;
  does: 'enrol' | 'visit' | 'evidence' | 'credit' | 'draft' | 'submit' | 'claim' | 'write' | 'finish' | 'release' | 'module' | 'complete' | 'fetch' | 'reissue' | 'renew' | 'withdraw' | 'move' | 'wish';
}>;
/** Withdraws or is erased once a reminder is decided and not sent yet: of a kind, or of any where that is null. */
export type Leaving = Readonly<{ how: 'withdraw' | 'erase'; on: string | null }>;
export type Teacher = Readonly<{
  number: number; zone: string; country: string; locale: string; reads: string[]; room: Room; enrolledAt: number; leaves: Leaving | null; acts: readonly Act[];
  /** Completed an earlier edition; its badge ends so many days from the start. */
  before: Readonly<{ expiresIn: number }> | null;
}>;

export type EditionDates = Readonly<{ startsAt: number; endsAt: number; submitBy: number }>;
export const datesFrom = (start: string): EditionDates => {
  const startsAt = Date.parse(start);
  return { startsAt, endsAt: startsAt + 6 * WEEK, submitBy: startsAt + 20 * DAY + 13 * HOUR };
};

/** Of those who enrol and did not ask for a seat in vain 64 of 100 start (trials: 37 to 71 of all); the others stop on the way, and some come back. */
const STARTS = 0.64;

export const cohort = (size: number, seed: number, dates: EditionDates): Teacher[] => Array.from({ length: size }, (_, number) => teacher(number, seeded(seed * 100_003 + number), dates));

function teacher(number: number, chance: () => number, dates: EditionDates): Teacher {
  const draw = chance();
  const room: Room = draw < 0.45 ? 'plain' : draw < 0.86 ? 'changed' : 'seats';
  const enrolledAt = Math.round(dates.startsAt - 18 * DAY + chance() ** 0.5 * 22 * DAY);
  const acts = room !== 'seats' && chance() < STARTS ? actsOfCourse(chance, enrolledAt, dates) : [];
  const someday = (): number => enrolledAt + Math.round((0.5 + chance() * 30) * DAY);
  const leavesAt = chance() < (room === 'seats' ? 0.4 : 0.03) ? someday() : null;
  const leaves: Leaving | null = leavesAt === null && chance() < (room === 'seats' ? 0.3 : 0.12) ? { how: chance() < 0.6 ? 'withdraw' : 'erase', on: chance() < 0.2 ? null : some(chance, room === 'seats' ? ['seat-freed'] : KINDS) } : null;
  const until = Math.min(leavesAt ?? dates.endsAt, dates.endsAt);
  const before = chance() < 0.35 ? { expiresIn: Math.round(chance() * 110) - 15 + chance() } : null;
  const others = [
    ...(room === 'seats' ? [{ at: enrolledAt, does: 'enrol', what: '' } as const] : []),
    ...(leavesAt === null ? [] : [{ at: leavesAt, does: 'withdraw', what: '' } as const]),
    // Who gave up a seat asks for another one now and then.
    ...(leavesAt !== null && room === 'seats' && chance() < 0.5 ? [{ at: leavesAt + 4 * DAY, does: 'enrol', what: '' } as const] : []),
    ...(before && chance() < 0.2 ? [{ at: someday(), does: 'renew', what: '' } as const] : []),
    ...wishesOf(chance, enrolledAt),
  ];
  return {
    number, zone: ZONES[number % ZONES.length]!, country: COUNTRIES[number % COUNTRIES.length]!, locale: LOCALES[Math.floor(number / 3) % LOCALES.length]!, reads: chance() < 0.7 ? ['en'] : ['en', 'de'],
    room, enrolledAt, leaves, before, acts: [...acts.filter(({ at, does }) => at < until || does === 'fetch' || does === 'reissue'), ...others].sort((a, b) => a.at - b.at),
  };
}
