import { formatInstant, instantOf, type Messages, nameOfLanguage } from '@academy/platform';
import type { VersionOutline } from '@academy/courses';
import type { EditionView } from '@academy/editions';
import { assignmentsOf, valuesOf } from './edition.forms';

/** One field where a form says something else than what is stored, in words. `stored`: null where nothing is. */
export type Difference = Readonly<{ label: string; stored: string | null }>;
type Reader = Readonly<{ messages: Messages; locale: string; timeZone: string }>;

/** Where what somebody typed differs from an edition as it is by now, in the order of the form. */
export function differencesOf(reader: Reader, outline: VersionOutline, edition: EditionView, typed: Readonly<Record<string, unknown>>): Difference[] {
  const { seen: _, ...fields } = typed;
  const stored = valuesOf(edition, reader.timeZone);
  return [...new Set([...Object.keys(fields), ...Object.keys(stored)])]
    .filter((field) => String(fields[field] ?? '') !== String(stored[field] ?? ''))
    .map((field) => ({ label: labelOf(reader, outline, field), stored: wordsOf(reader, field, stored[field] ?? '') }));
}

/** "My scenario: Hand in by", "2. Design", "The edition ends". */
function labelOf({ messages, locale }: Reader, outline: VersionOutline, field: string): string {
  const [group, key] = field.split(/\.(.*)/s);
  if (group === 'opens') {
    const index = outline.modules.findIndex((module) => module.key === key);
    return messages.text(locale, 'coordination.moduleTitle', { number: index + 1, title: outline.modules[index]?.title ?? '' });
  }
  const label = messages.text(locale, `coordination.${group === 'mode' ? 'release' : group}`);
  const assignment = assignmentsOf(outline).find((each) => each.key === key);
  return assignment ? `${assignment.title}: ${label}` : label;
}

function wordsOf({ messages, locale, timeZone }: Reader, field: string, value: unknown): string | null {
  if (field === 'mode') return messages.text(locale, `coordination.release-${String(value)}`);
  if (Array.isArray(value)) return new Intl.ListFormat(locale).format(value.map((code: string) => nameOfLanguage(code, locale))) || null;
  const instant = typeof value === 'string' && field !== 'name' ? instantOf(value, timeZone) : null;
  return (instant === null ? String(value) : formatInstant(instant, 'full', locale, timeZone)) || null;
}
