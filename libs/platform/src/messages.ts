import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { formatNumber } from './formats';
import { projectRoot } from './root';

/** Every form that a language of ours counts small numbers with is found below this. */
const LARGEST_SAMPLE = 200;
/** The type of an element that is plain text, in the syntax tree of intl-messageformat. */
const LITERAL = 0;

/** The 24 official languages of the European Union: what a person may choose. */
export const EU_LOCALES = [
  'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'hr',
  'hu', 'it', 'lt', 'lv', 'mt', 'nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sv',
] as const;
export const FALLBACK_LOCALE = 'en';
/** Whatever language has this text has all of them. */
const WHOLE = 'layout.skip';

type Values = Record<string, string | number | Date | boolean | null | undefined>;

/** Interface texts: ICU messages in `locales/<locale>/<area>.json`, asked for as `area.key`. */
export class Messages {
  private readonly texts = new Map<string, Map<string, string>>();
  private readonly compiled = new Map<string, string | IntlMessageFormat>();

  constructor(root = projectRoot()) {
    for (const locale of readdirSync(join(root, 'locales'))) this.texts.set(locale, readLocale(join(root, 'locales', locale)));
  }

  /** Locales that pages can be shown in; every one of them is complete (a test holds it). */
  get supported(): string[] {
    return [...this.texts.keys()].filter((locale) => this.has(WHOLE, locale)).sort();
  }

  /** Locales that have this text, those too that have some areas only: certificates speak more languages than pages do. */
  havingText(key: string): string[] {
    return [...this.texts.keys()].filter((locale) => this.has(key, locale)).sort();
  }

  keysOf(locale: string): string[] {
    return [...(this.texts.get(locale)?.keys() ?? [])];
  }

  /** The nearest locale that pages can be shown in, or that has a given text: `pt-BR`, then `pt`, then English. */
  nearest(wanted: string | null | undefined, key = WHOLE): string {
    return candidatesFor(wanted).find((candidate) => this.has(key, candidate)) ?? FALLBACK_LOCALE;
  }

  has(key: string, locale: string = FALLBACK_LOCALE): boolean {
    return this.texts.get(locale)?.has(key) ?? false;
  }

  /** The text in a locale, or in English where the locale lacks it. Throws for a key that no one wrote. */
  text(locale: string, key: string, values: Values = {}): string {
    const id = `${locale} ${key}`;
    let message = this.compiled.get(id);
    if (message === undefined) {
      const own = candidatesFor(locale).map((candidate) => this.texts.get(candidate)?.get(key)).find((text) => text !== undefined);
      const source = own ?? this.texts.get(FALLBACK_LOCALE)?.get(key);
      if (source === undefined) throw new Error(`No locale has a message ${key}.`);
      message = compile(source, own === undefined ? FALLBACK_LOCALE : locale);
      this.compiled.set(id, message);
    }
    return typeof message === 'string' ? message : (message.format(values) as string);
  }

  /** A text that counts, once for each form that the locale counts with, `#` in place of `count`: for scripts, which count by themselves. */
  plurals(locale: string, key: string): Record<string, string> {
    const rules = new Intl.PluralRules(locale);
    const forms = new Map<string, number>();
    for (let count = LARGEST_SAMPLE; count > 0; count -= 1) forms.set(rules.select(count), count);
    return Object.fromEntries([...forms].map(([form, count]) => [form, this.text(locale, key, { count }).replace(formatNumber(count, locale), '#')]));
  }
}

const candidatesFor = (wanted: string | null | undefined): string[] => [wanted ?? '', (wanted ?? '').split('-')[0] ?? ''];

/** A message that takes values; or, where it takes none, the text that it always gives. */
function compile(source: string, locale: string): string | IntlMessageFormat {
  const message = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
  return message.getAst().every(({ type }) => type === LITERAL) ? (message.format() as string) : message;
}

function readLocale(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const area = basename(file, '.json');
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(messages)) texts.set(`${area}.${key}`, text);
  }
  return texts;
}
