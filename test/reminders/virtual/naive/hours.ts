const QUARTER = 15 * 60_000;
const DAY = 24 * 3_600_000;
/** Reminders go between these, letters that gather others at this hour; minutes after midnight. */
const [OPENS, CLOSES, LETTERS] = [9 * 60, 18 * 60, 17 * 60];

export type Quiet = Readonly<{ from: number; to: number }> | null;
type Wall = Readonly<{ minute: number; isMonday: boolean }>;

const formats = new Map<string, Intl.DateTimeFormat>();
/** What a clock and a calendar on the wall show. */
export function wallIn(zone: string, instant: number): Wall {
  let format = formats.get(zone);
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' })));
  const shown = format.format(instant);
  const [hour, minute] = shown.slice(-5).split(':').map(Number) as [number, number];
  return { minute: hour * 60 + minute, isMonday: shown.startsWith('Mon') };
}

const isQuiet = (minute: number, quiet: Quiet): boolean => quiet !== null && (quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to);
const isByDay = (minute: number): boolean => minute >= OPENS && minute < CLOSES;
const QUARTERS = Array.from({ length: 96 }, (_, index) => index * 15);

/** Whether she may be written to at a minute of her day. Where quiet hours leave no hour by day, they alone count. */
function mayBeWrittenTo(minute: number, quiet: Quiet, isOnlyByDay: boolean): boolean {
  if (isQuiet(minute, quiet)) return false;
  return !isOnlyByDay || isByDay(minute) || !QUARTERS.some((each) => isByDay(each) && !isQuiet(each, quiet));
}

export const isGoodHour = (zone: string, instant: number, quiet: Quiet, isOnlyByDay: boolean): boolean => mayBeWrittenTo(wallIn(zone, instant).minute, quiet, isOnlyByDay);

/** Clocks are put on and back at full quarters everywhere, and all hours here begin at one: it is enough to look at these. */
function firstQuarter(after: number, isIt: (instant: number) => boolean): number {
  for (let instant = Math.floor(after / QUARTER) * QUARTER + QUARTER; instant < after + 9 * DAY; instant += QUARTER) if (isIt(instant)) return instant;
  return Number.NaN;
}

export const nextGoodHour = (zone: string, now: number, quiet: Quiet, isOnlyByDay: boolean): number => firstQuarter(now, (instant) => isGoodHour(zone, instant, quiet, isOnlyByDay));

export const nextLetter = (zone: string, now: number, wish: 'daily' | 'weekly'): number =>
  firstQuarter(now, (instant) => {
    const { minute, isMonday } = wallIn(zone, instant);
    return minute === LETTERS && (wish === 'daily' || isMonday);
  });
