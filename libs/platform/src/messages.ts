import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from './root';

/** The type of an element that is plain text, in the syntax tree of intl-messageformat. */
const LITERAL = 0;

/** The 24 official languages of the European Union: what a person may choose. */
export const EU_LOCALES = [
  'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'hr',
  'hu', 'it', 'lt', 'lv', 'mt', 'nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sv',
] as const;
export const FALLBACK_LOCALE = 'en';

type Values = Record<string, string | number | Date | boolean | null | undefined>;

/** Interface texts: ICU messages in `locales/<locale>/<area>.json`, asked for as `area.key`. */
export class Messages {
  private readonly texts = new Map<string, Map<string, string>>();
  private readonly compiled = new Map<string, string | IntlMessageFormat>();

  constructor(root = projectRoot()) {
    for (const locale of readdirSync(join(root, 'locales'))) this.texts.set(locale, readLocale(join(root, 'locales', locale)));
  }

  /** Locales that have texts; every one of them is complete (a test holds it). */
  get supported(): string[] {
    return [...this.texts.keys()].sort();
  }

  keysOf(locale: string): string[] {
    return [...(this.texts.get(locale)?.keys() ?? [])];
  }

  /** The nearest locale that has texts: `pt-BR`, then `pt`, then English. */
  nearest(wanted: string | null | undefined): string {
    const candidates = [wanted ?? '', (wanted ?? '').split('-')[0] ?? ''];
    return candidates.find((candidate) => this.texts.has(candidate)) ?? FALLBACK_LOCALE;
  }

  has(key: string, locale: string = FALLBACK_LOCALE): boolean {
    return this.texts.get(locale)?.has(key) ?? false;
  }

  /** The text in a locale, or in English where the locale lacks it. Throws for a key that no one wrote. */
  text(locale: string, key: string, values: Values = {}): string {
    const id = `${locale} ${key}`;
    let message = this.compiled.get(id);
    if (message === undefined) {
      const own = this.texts.get(this.nearest(locale))?.get(key);
      const source = own ?? this.texts.get(FALLBACK_LOCALE)?.get(key);
      if (source === undefined) throw new Error(`No locale has a message ${key}.`);
      message = compile(source, own === undefined ? FALLBACK_LOCALE : locale);
      this.compiled.set(id, message);
    }
    return typeof message === 'string' ? message : (message.format(values) as string);
  }
}

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
