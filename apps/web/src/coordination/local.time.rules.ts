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

/** The wall clock's face, read as if it were UTC. */
function wallAt(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(wallOf(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour'], parts['minute'], parts['second']);
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
