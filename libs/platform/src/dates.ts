const formats = new Map<string, Intl.DateTimeFormat>();

const STYLES = {
  /** 14 March 2027 */
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  /** Sunday, 14 March at 23:59 WET */
  long: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'shortGeneric' },
  /** Sunday, 14 March 2027 at 23:59 WET: where it may lie far away. */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'shortGeneric' },
  /** 14 Mar, 23:59 */
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** 14 Mar 2027 */
  date: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DateStyle = keyof typeof STYLES;

/** An instant as a person reads it, in a locale and an IANA zone. */
export function formatInstant(instant: Date | string, style: DateStyle, locale: string, timeZone: string): string {
  const id = `${style} ${locale} ${timeZone}`;
  let format = formats.get(id);
  if (!format) formats.set(id, (format = new Intl.DateTimeFormat(regional(locale), { ...STYLES[style], timeZone })));
  return format.format(new Date(instant));
}

/** English as it is written in Europe: day before month, 23:59. */
const regional = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** "in 3 days", "2 hours ago". */
export function formatRelative(instant: Date | string, now: Date, locale: string): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
