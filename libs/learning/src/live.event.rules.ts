const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The link is shown from so long before the start (minutes); attendance is taken from so long before it (minutes) until so long after the end (hours). */
export const JOIN_MINUTES = 15;
export const ATTEND_MINUTES = 10;
export const ATTEND_HOURS = 24;

/** A live event of an edition as it is kept. */
export type LiveEventRow = Readonly<{ startsAt: Date | null; endsAt: Date | null; url: string; recordingUrl: string; isCancelled: boolean; sequence: number }>;

export const LIVE_PHASES = ['undated', 'cancelled', 'ahead', 'open', 'over'] as const;
export type LivePhase = (typeof LIVE_PHASES)[number];
/** What somebody who takes part may know of a live event now. Addresses are null until they are hers to follow; `attend…`: when a code is taken. */
export type LiveEventView = Readonly<{
  phase: LivePhase;
  startsAt: string | null;
  endsAt: string | null;
  durationMinutes: number | null;
  joinFrom: string | null;
  url: string | null;
  recordingUrl: string | null;
  attendFrom: string | null;
  attendUntil: string | null;
  mayAttend: boolean;
  attended: boolean;
  sequence: number;
}>;

export function livePhase({ startsAt, endsAt, isCancelled }: Pick<LiveEventRow, 'startsAt' | 'endsAt' | 'isCancelled'>, now: Date): LivePhase {
  if (isCancelled) return 'cancelled';
  if (!startsAt || !endsAt) return 'undated';
  if (now >= endsAt) return 'over';
  return now.getTime() >= startsAt.getTime() - JOIN_MINUTES * MINUTE ? 'open' : 'ahead';
}

export type WhyNotAttend = 'live-event-undated' | 'live-event-cancelled' | 'attendance-not-open' | 'attendance-over';

/** Why no code is taken now, or null. */
export function whyNotAttend({ startsAt, endsAt, isCancelled }: LiveEventRow, now: Date): WhyNotAttend | null {
  if (isCancelled) return 'live-event-cancelled';
  if (!startsAt || !endsAt) return 'live-event-undated';
  if (now < attendFrom(startsAt)) return 'attendance-not-open';
  return now > attendUntil(endsAt) ? 'attendance-over' : null;
}

const attendFrom = (startsAt: Date): Date => new Date(startsAt.getTime() - ATTEND_MINUTES * MINUTE);
const attendUntil = (endsAt: Date): Date => new Date(endsAt.getTime() + ATTEND_HOURS * HOUR);

export function liveEventView(event: LiveEventRow, hasAttended: boolean, now: Date): LiveEventView {
  const phase = livePhase(event, now);
  const { startsAt, endsAt } = event;
  const isDated = startsAt !== null && endsAt !== null;
  return {
    phase,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    durationMinutes: isDated ? Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE) : null,
    joinFrom: isDated ? new Date(startsAt.getTime() - JOIN_MINUTES * MINUTE).toISOString() : null,
    url: phase === 'open' && event.url !== '' ? event.url : null,
    recordingUrl: phase === 'over' && event.recordingUrl !== '' ? event.recordingUrl : null,
    attendFrom: isDated ? attendFrom(startsAt).toISOString() : null,
    attendUntil: isDated ? attendUntil(endsAt).toISOString() : null,
    mayAttend: whyNotAttend(event, now) === null && !hasAttended,
    attended: hasAttended,
    sequence: event.sequence,
  };
}

/** When a live event is, as outlines say it. */
export type LiveEventWhen = Readonly<{ phase: LivePhase; startsAt: string | null; endsAt: string | null }>;
/** The same as SQL writes it within JSON. */
export type WrittenWhen = Readonly<{ startsAt: string | null; endsAt: string | null; isCancelled: boolean }>;

export function whenOf({ isCancelled, ...written }: WrittenWhen, now: Date): LiveEventWhen {
  const [startsAt, endsAt] = [written.startsAt, written.endsAt].map((at) => (at === null ? null : new Date(at))) as [Date | null, Date | null];
  return { phase: livePhase({ startsAt, endsAt, isCancelled }, now), startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null };
}

/** Signs that nobody takes for another, read aloud or from a slide. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 6;

/** `random`: a whole number below its argument. */
export const attendanceCode = (random: (below: number) => number): string => Array.from({ length: CODE_LENGTH }, () => SIGNS[random(SIGNS.length)]!).join('');

/** As it is typed: case, blanks and hyphens say nothing. */
export const isSameCode = (typed: string, code: string): boolean => typed.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff\p{Pd}]/gu, '').toUpperCase() === code;
