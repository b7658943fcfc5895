import { seeded } from './chance';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

export const ZONES = [
  'Atlantic/Azores', 'Europe/Lisbon', 'Europe/London', 'Europe/Dublin', 'Atlantic/Canary', 'Europe/Madrid', 'Europe/Paris', 'Europe/Brussels', 'Europe/Berlin', 'Europe/Rome',
  'Europe/Malta', 'Europe/Warsaw', 'Europe/Stockholm', 'Europe/Belgrade', 'Europe/Athens', 'Europe/Bucharest', 'Europe/Helsinki', 'Europe/Vilnius', 'Asia/Nicosia', 'Europe/Chisinau',
];

/** What somebody does, and when. `evidence`: `activity kind`; `of others`: she need not be here for it. */
export type Act = Readonly<{ at: number; does: 'visit' | 'evidence' | 'credit' | 'draft' | 'submit' | 'module' | 'complete' | 'withdraw' | 'opt-out'; what: string }>;
export type Teacher = Readonly<{ number: number; zone: string; country: string; enrolledAt: number; acts: readonly Act[] }>;

export type EditionDates = Readonly<{ startsAt: number; endsAt: number; submitBy: number }>;
export const datesFrom = (start: string): EditionDates => {
  const startsAt = Date.parse(start);
  return { startsAt, endsAt: startsAt + 6 * WEEK, submitBy: startsAt + 20 * DAY + 13 * HOUR };
};

/** Of those who enrol 55 of 100 start (trials: 37 to 71), of those 44 finish (32 to 55); the others stop on the way, and some come back. */
const STARTS = 0.55;
const FINISHES = 0.44;
const OPTED = ['away', 'module-opened', 'deadline', 'not-started'];

export function cohort(size: number, seed: number, dates: EditionDates): Teacher[] {
  return Array.from({ length: size }, (_, number) => teacher(number, seeded(seed * 100_003 + number), dates));
}

function teacher(number: number, chance: () => number, dates: EditionDates): Teacher {
  const enrolledAt = Math.round(dates.startsAt - 18 * DAY + chance() ** 0.5 * 22 * DAY);
  const acts = chance() < STARTS ? course(chance, enrolledAt, dates) : [];
  const someday = (): number => enrolledAt + Math.round(chance() * 30 * DAY);
  const leaves: Act[] = chance() < 0.04 ? [{ at: someday(), does: 'withdraw', what: '' }] : [];
  const opts: Act[] = chance() < 0.08 ? [{ at: someday(), does: 'opt-out', what: OPTED[Math.floor(chance() * OPTED.length)]! }] : [];
  const until = leaves[0]?.at ?? dates.endsAt;
  const all = [...acts.filter(({ at }) => at < Math.min(until, dates.endsAt)), ...leaves, ...opts].sort((a, b) => a.at - b.at);
  return { number, zone: ZONES[number % ZONES.length]!, country: ['PT', 'DE', 'GR', 'FI'][number % 4]!, enrolledAt, acts: all };
}

/** The steps of the course in their order, each when its module is open and some time after the one before. */
function course(chance: () => number, enrolledAt: number, { startsAt, submitBy }: EditionDates): Act[] {
  const stopsAfter = chance() < FINISHES ? 6 : 1 + Math.floor(chance() ** 1.4 * 5);
  const acts: Act[] = [];
  let at = Math.max(enrolledAt, startsAt);
  const later = (opens: number, days: number): number => (at = Math.round(Math.max(at, opens) + (0.05 + chance() ** 2 * days) * DAY));
  const step = (opens: number, days: number, ...made: Omit<Act, 'at'>[]): void => void made.forEach((act, index) => acts.push({ at: later(index === 0 ? opens : at, index === 0 ? days : 0), ...act }));
  const week = (count: number): number => startsAt + count * WEEK;
  const steps: (() => void)[] = [
    () => step(week(0), 9, { does: 'evidence', what: 'read viewed' }),
    () => step(week(0), 6, { does: 'evidence', what: 'quiz score' }, { does: 'module', what: 'm1' }),
    () => step(week(1), 8, { does: 'evidence', what: 'diary submitted' }),
    () => step(week(1), 7, { does: 'draft', what: 'plan' }),
    () => {
      acts.push({ at: Math.min(later(0, 7), submitBy - Math.round(chance() * 30 * HOUR)), does: 'submit', what: 'plan' });
      acts.push({ at: (at = Math.max(at, submitBy) + Math.round((2 + chance() * 5) * DAY)), does: 'credit', what: 'plan reviewed' }, { at: at + 1, does: 'module', what: 'm2' });
    },
    () => step(week(2), 15, { does: 'evidence', what: 'talk posted' }, { does: 'module', what: 'm3' }, { does: 'complete', what: '' }),
  ];
  for (const each of steps.slice(0, stopsAfter)) each();
  if (stopsAfter < 6 && chance() < 0.3) acts.push({ at: at + Math.round((5 + chance() * 20) * DAY), does: 'visit', what: '' });
  return acts;
}
