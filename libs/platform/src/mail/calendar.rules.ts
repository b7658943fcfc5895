/** Something with a date that a person may want in a calendar. */
export type CalendarEntry = Readonly<{
  /** The same for the same thing, so that a later mail changes the entry instead of adding one. */
  uid: string;
  title: string;
  text?: string;
  url?: string;
  startsAt: Date;
  /** Without an end it is a day: the one that `startsAt` falls on in the reader's zone. The same as `startsAt`: a moment, which takes no time. */
  endsAt?: Date;
  /** Which writing of the entry this is: calendars take a higher one for a lower. */
  sequence?: number;
  isCancelled?: boolean;
}>;

/** Octets of a line before it is folded (RFC 5545, 3.1). */
const LONGEST = 75;

/** An iCalendar file (RFC 5545) with one entry, to be taken into a calendar and not to be answered. */
export const calendarFile = (entry: CalendarEntry, now: Date, timeZone: string): string => fileOf([], entryLines(entry, now, timeZone));

/** The same with many entries, for programs that read it again and again; `name`: what the whole is called there. */
export const calendarOf = (entries: readonly CalendarEntry[], now: Date, timeZone: string, name: string): string =>
  fileOf(
    [`NAME:${textOf(name)}`, `X-WR-CALNAME:${textOf(name)}`],
    entries.flatMap((entry) => entryLines(entry, now, timeZone)),
  );

const fileOf = (head: string[], entries: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Academy//Mail//EN', 'METHOD:PUBLISH', ...head, ...entries, 'END:VCALENDAR'].map((line) => `${folded(line)}\r\n`).join('');

const entryLines = (entry: CalendarEntry, now: Date, timeZone: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${textOf(entry.uid)}`,
  `DTSTAMP:${instantOf(now)}`,
  ...(entry.sequence === undefined ? [] : [`SEQUENCE:${entry.sequence}`]),
  ...(entry.isCancelled ? ['STATUS:CANCELLED'] : []),
  ...whenOf(entry, timeZone),
  `SUMMARY:${textOf(entry.title)}`,
  ...(entry.text ? [`DESCRIPTION:${textOf(entry.text)}`] : []),
  ...(entry.url ? [`URL:${entry.url.replace(/[\r\n]/g, '')}`] : []),
  'END:VEVENT',
];

/** RFC 5545, 3.6.1: with an instant and no end it ends when it begins. */
function whenOf({ startsAt, endsAt }: CalendarEntry, timeZone: string): string[] {
  if (!endsAt) return [`DTSTART;VALUE=DATE:${dayOf(startsAt, timeZone)}`, 'TRANSP:TRANSPARENT'];
  const start = `DTSTART:${instantOf(startsAt)}`;
  return endsAt.getTime() === startsAt.getTime() ? [start, 'TRANSP:TRANSPARENT'] : [start, `DTEND:${instantOf(endsAt)}`];
}

const instantOf = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** `en-CA` writes days as ISO 8601 does. */
const dayOf = (date: Date, timeZone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(date).replaceAll('-', '');

/** Escaped as RFC 5545, 3.3.11 asks; other control characters are not allowed in a text at all. */
const textOf = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');

/** Lines of at most 75 octets, never broken amid a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
