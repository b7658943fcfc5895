/**
 * Times as `datetime-local` fields write them (2027-03-14T23:59): what a clock on the wall of some zone shows.
 * Seconds that an instant has are left out.
 */
const LOCAL = /^2\d{3}-\d\d-\d\dT\d\d:\d\d/;
const DAY = 86_400_000;
const MINUTES = 16;

const walls = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock shows at an instant. */
export const localOf = (instant: string | Date, timeZone: string): string => new Date(wallAt(new Date(instant).getTime(), timeZone)).toISOString().slice(0, MINUTES);

/**
 * The instant at which the wall clock shows this, or null for what no calendar has. Of an hour that comes twice
 * the first is meant; in an hour that is left out the clock is already forward.
 */
export function instantOf(local: string, timeZone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (!LOCAL.test(local) || Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(local.slice(0, MINUTES))) return null;
  const before = wall - offsetAt(wall - DAY, timeZone);
  const after = wall - offsetAt(wall + DAY, timeZone);
  const shown = [before, after].sort((a, b) => a - b).find((instant) => wallAt(instant, timeZone) === wall);
  return new Date(shown ?? before).toISOString();
}

const offsetAt = (instant: number, timeZone: string): number => wallAt(instant, timeZone) - instant;

/** The clock on the wall of a zone: what it shows, read as if it were UTC, in milliseconds. */
export type LocalTime = Readonly<{
  wallAt: (instant: number) => number;
  /** The first instant from `after` on at which it shows this, or, where that hour is left out, at which it is past it. */
  instantFrom: (wall: number, after: number) => number;
}>;

/** A zone that is not known counts as UTC. */
export function localTimeIn(timeZone: string): LocalTime {
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  return { wallAt: (instant) => wallAt(instant, zone), instantFrom: (wall, after) => instantFrom(wall, after, zone) };
}

/** The two offsets about a change give the two instants that there may be; where neither is right, the change lies between them. */
function instantFrom(wall: number, after: number, timeZone: string): number {
  const [early, late] = [wall - offsetAt(wall - DAY, timeZone), wall - offsetAt(wall + DAY, timeZone)].sort((one, other) => one - other) as [number, number];
  const shown = [early, late].find((instant) => instant >= after && wallAt(instant, timeZone) === wall);
  if (shown !== undefined) return shown;
  let [before, past] = [early, late];
  while (past - before > 1) {
    const middle = Math.floor((before + past) / 2);
    if (wallAt(middle, timeZone) >= wall) past = middle;
    else before = middle;
  }
  return Math.max(past, after);
}

function isZone(timeZone: string): boolean {
  try {
    return wallOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** The wall clock's face, read as if it were UTC. */
function wallAt(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(wallOf(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour'], parts['minute'], parts['second']) + (((instant % 1_000) + 1_000) % 1_000);
}

function wallOf(timeZone: string): Intl.DateTimeFormat {
  const known = walls.get(timeZone);
  if (known) return known;
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  walls.set(timeZone, wall);
  return wall;
}
