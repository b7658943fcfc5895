/** An instant to the second, UTC: what credentials carry, so that their claims in seconds say exactly the same. */
export const instantOf = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Seconds since 1970 of such a text, or null where it is none (XML Schema dateTimeStamp: a zone is required). */
export function secondsOf(instant: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(instant)) return null;
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
