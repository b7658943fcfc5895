import type { Act, EditionDates } from './cohort';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Of those who start (trials: 32 to 55 of 100); some of them leave on the way. */
const FINISHES = 0.5;
const STEPS = 7;

/** The steps of the course in their order, each when its module is open and some time after the one before. */
export function actsOfCourse(chance: () => number, enrolledAt: number, { startsAt, submitBy, endsAt }: EditionDates): Act[] {
  const stopsAfter = chance() < FINISHES ? STEPS : 1 + Math.floor(chance() ** 1.2 * (STEPS - 1));
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
    () => acts.push({ at: (at = Math.min(later(0, 7), submitBy - Math.round(chance() * 30 * HOUR))), does: 'submit', what: 'plan' }),
    () => {
      at = Math.max(at, submitBy - Math.round(chance() * 2 * DAY));
      acts.push(...review(chance, at), ...review(chance, at + 3 * DAY));
      acts.push({ at: (at = Math.max(at, submitBy) + Math.round((2 + chance() * 5) * DAY)), does: 'credit', what: 'plan reviewed' }, { at: at + 1, does: 'module', what: 'm2' });
    },
    () => {
      step(week(2), 15, { does: 'evidence', what: 'talk posted' }, { does: 'module', what: 'm3' }, { does: 'complete', what: '' });
      if (chance() < 0.6) acts.push({ at: at + Math.round(chance() * 12 * DAY), does: 'fetch', what: '' });
      else if (chance() < 0.2) acts.push({ at: at + Math.round(chance() * 9 * DAY), does: 'reissue', what: '' });
    },
  ];
  for (const each of steps.slice(0, stopsAfter)) each();
  // Who stopped before reviewing has borrowed a work at times, and left it.
  if (stopsAfter === 5 && chance() < 0.5) acts.push({ at: Math.max(at, submitBy) + Math.round(chance() * 3 * DAY), does: 'claim', what: 'plan' });
  if (stopsAfter < STEPS && chance() < 0.3) acts.push({ at: at + Math.round((5 + chance() * 20) * DAY), does: 'visit', what: '' });
  return acts.filter((act) => act.at < endsAt || act.does === 'fetch');
}

/** A work borrowed: reviewed before long, at the last moment, after getting more time; given back; or forgotten. */
function review(chance: () => number, from: number): Act[] {
  const draw = chance();
  const claim: Act = { at: from, does: 'claim', what: 'plan' };
  const after = (hours: number, does: Act['does']): Act => ({ at: from + Math.round(hours * HOUR), does, what: 'plan' });
  if (draw < 0.5) return [claim, after(1 + chance() * 30, 'finish')];
  if (draw < 0.65) return [claim, after(38 + chance() * 9, 'finish')];
  if (draw < 0.75) return [claim, after(39 + chance() * 8, 'write'), after(62, 'finish')];
  return draw < 0.88 ? [claim, after(24 + chance() ** 2 * 22, 'release')] : [claim];
}
