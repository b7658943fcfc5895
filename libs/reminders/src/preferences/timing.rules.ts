import type { LocalTime } from '@academy/platform';

export type EmailWish = 'off' | 'now' | 'daily' | 'weekly';
/** From one time of the day until another, in minutes after midnight; over midnight where `to` is the earlier. */
export type Hours = Readonly<{ from: number; to: number }>;
/** When somebody may be written to. `sendingHours`: for reminders and news alone. */
export type Rhythm = Readonly<{ quietHours: Hours | null; sendingHours: Hours }>;
export type Hour = Readonly<{ at: Date; why: 'daily' | 'weekly' | 'quiet-hours' | 'sending-hours'; isHeld: boolean }>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MONDAY = 1;
/** When letters that gather a day or a week go out: after school, before the evening. */
export const DIGEST_AT = 17 * 60;

/**
 * When a mail goes rather than now, or null. What is wished daily or weekly waits for the next letter; whatever else waits until
 * quiet hours are over, and reminders and news for sending hours too. Where the two leave no hour of the day, quiet hours count.
 */
export function betterHour(mail: Readonly<{ wish: EmailWish; isTransactional: boolean }>, rhythm: Rhythm, now: Date, local: LocalTime): Hour | null {
  if (mail.wish === 'daily' || mail.wish === 'weekly') return { at: nextDigest(mail.wish, now, local), why: mail.wish, isHeld: true };
  const hours = mail.isTransactional ? null : rhythm.sendingHours;
  return nextHour(rhythm.quietHours, hours, now, local) ?? (hours && rhythm.quietHours && !hasHour(rhythm.quietHours, hours) ? nextHour(rhythm.quietHours, null, now, local) : null);
}

/** When the next letter goes: today or tomorrow, or on Monday. */
export function nextDigest(wish: 'daily' | 'weekly', now: Date, local: LocalTime): Date {
  let at = next(DIGEST_AT, now.getTime(), local);
  while (wish === 'weekly' && new Date(local.wallAt(at)).getUTCDay() !== MONDAY) at = next(DIGEST_AT, at, local);
  return new Date(at);
}

/** The day there is on the wall: a letter's key. */
export const dayOn = (instant: Date, local: LocalTime): string => new Date(local.wallAt(instant.getTime())).toISOString().slice(0, 10);

export const isWithin = (minute: number, { from, to }: Hours): boolean => (from <= to ? minute >= from && minute < to : minute >= from || minute < to);

function nextHour(quiet: Hours | null, sending: Hours | null, now: Date, local: LocalTime): Hour | null {
  let at = now.getTime();
  let why: Hour['why'] | null = null;
  if (quiet && sending && !hasHour(quiet, sending)) return null;
  for (;;) {
    const minute = minuteOf(at, local);
    if (quiet && isWithin(minute, quiet)) {
      at = onwards(quiet.to, at, local);
      why ??= 'quiet-hours';
    } else if (sending && !isWithin(minute, sending)) {
      at = onwards(sending.from, at, local);
      why ??= 'sending-hours';
    } else return why && { at: new Date(at), why, isHeld: false };
  }
}

/** Whether any minute of sending hours is not quiet: then it begins with one of the two, or at the end of quiet hours. */
const hasHour = (quiet: Hours, sending: Hours): boolean => !isWithin(sending.from, quiet) || (isWithin(quiet.to, sending) && !isWithin(quiet.to, quiet));

/** The next instant with this minute of the day, or the one before it at which clocks are put back: what was quiet may not be so then. */
function onwards(minute: number, instant: number, local: LocalTime): number {
  const at = next(minute, instant, local);
  const offsetAt = (when: number): number => local.wallAt(when) - when;
  if (offsetAt(at) >= offsetAt(instant)) return at;
  let [before, after] = [instant, at];
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle) < offsetAt(instant)) after = middle;
    else before = middle;
  }
  return after;
}

const minuteOf = (instant: number, local: LocalTime): number => Math.floor((local.wallAt(instant) % DAY) / MINUTE);

/** The next instant after this at which the wall clock shows a minute of the day: of this day, the same hour come again, or the next day. */
function next(minute: number, instant: number, local: LocalTime): number {
  const wall = local.wallAt(instant);
  const today = Math.floor(wall / DAY) * DAY + minute * MINUTE;
  const again = local.instantFrom(today, instant + 1);
  if (today > wall || (local.wallAt(again) === today && again > instant)) return again;
  return local.instantFrom(today + DAY, instant + 1);
}
