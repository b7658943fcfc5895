import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { LEVELS, SUBJECTS } from '@academy/courses';
import type { ColleagueCounts, ShownPerson } from '@academy/discussions';
import { countryName } from '../coordination/people.filter';

type Choice = { value: string; label: string };
/** What is shown of somebody, in the reader's words; null for what they do not show. */
export type PersonView = Readonly<{ id: string; displayName: string; paragraphs: string[]; facts: { name: string; label: string; value: string }[]; /** The same in a few lines, for lists. */ lines: string[] }>;

/** What colleagues show of themselves, and what can be looked for among it. */
@Injectable()
export class PersonViews {
  constructor(private readonly messages: Messages) {}

  view(locale: string, { id, displayName, about, country, school, level, subjects, languages }: ShownPerson): PersonView {
    const list = (values: string[]) => new Intl.ListFormat(locale).format(values);
    const shown: Record<string, string | null> = {
      country: country && countryName(locale, country),
      level: level && this.levelName(locale, level),
      subjects: list(subjects.map((subject) => this.subjectName(locale, subject))),
      languages: list(languages.map((tag) => languageName(locale, tag))),
      school,
    };
    const facts = Object.entries(shown).flatMap(([name, value]) => (value ? [{ name, label: this.messages.text(locale, `colleague.${name}`), value }] : []));
    const reads = shown['languages'] ? `${this.messages.text(locale, 'colleague.languages')}: ${shown['languages']}` : null;
    const lines = [[shown['country'], shown['level'], school].filter(Boolean).join(' · '), shown['subjects'], reads].flatMap((line) => line || []);
    return { id, displayName, paragraphs: about === '' ? [] : about.split(/\n+/), facts, lines };
  }

  /** What the filters offer: only what somebody in this edition shows. */
  choices(locale: string, { countries, subjects, levels, languages }: ColleagueCounts): Record<'countries' | 'subjects' | 'levels' | 'languages', Choice[]> {
    return {
      countries: sorted(locale, countries, (code) => countryName(locale, code)),
      subjects: sorted(locale, subjects, (subject) => this.subjectName(locale, subject)),
      levels: levels.map((level) => ({ value: level, label: this.levelName(locale, level) })).sort((one, other) => orderOf(one.value) - orderOf(other.value)),
      languages: sorted(locale, languages, (tag) => languageName(locale, tag)),
    };
  }

  private levelName = (locale: string, level: string): string => (isOneOf(LEVELS, level) ? this.messages.text(locale, `common.level-${level}`) : level);
  private subjectName = (locale: string, subject: string): string => (isOneOf(SUBJECTS, subject) ? this.messages.text(locale, `common.subject-${subject}`) : subject);
}

const isOneOf = (list: readonly string[], value: string): boolean => list.includes(value);
/** Levels stand in the order of ages; what somebody wrote themselves, at the end. */
const orderOf = (level: string): number => (isOneOf(LEVELS, level) ? (LEVELS as readonly string[]).indexOf(level) : LEVELS.length);

function languageName(locale: string, tag: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
}

function sorted(locale: string, values: string[], labelOf: (value: string) => string): Choice[] {
  const { compare } = new Intl.Collator(locale);
  return values.map((value) => ({ value, label: labelOf(value) })).sort((one, other) => compare(one.label, other.label));
}
