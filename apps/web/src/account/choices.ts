import { EU_LOCALES, FALLBACK_LOCALE } from '@academy/platform';

/** What the selects of account forms offer, in the reader's language and order. */
export type Choice = { value: string; label: string };

/** Codes that have a name but are no country: unions, islands of a country, the unknown. */
const NO_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** ISO 3166-1 codes; those that were given up (`DD`, `YU`) are read as their successors and so fall out. */
const COUNTRIES = countryCodes();

/** Zones of Europe and its neighbours, and of the parts of European countries that lie elsewhere. */
const ELSEWHERE = new Set([
  'Africa/Ceuta', 'America/Cayenne', 'America/Curacao', 'America/Godthab', 'America/Guadeloupe', 'America/Martinique', 'America/Nuuk',
  'Arctic/Longyearbyen', 'Asia/Baku', 'Asia/Nicosia', 'Asia/Tbilisi', 'Asia/Yerevan', 'Indian/Mayotte', 'Indian/Reunion', 'Pacific/Noumea', 'Pacific/Tahiti',
]);
const ZONES = [...Intl.supportedValuesOf('timeZone').filter((zone) => /^(Europe|Atlantic)\//.test(zone) || ELSEWHERE.has(zone)), 'UTC'];
/** Zones have moved about in history: their names are asked for at a time when all of them stood as they do now. */
const TODAY = Date.UTC(2026, 0, 1);
/** Cities whose zone still has the name of former days. */
const CITIES: Record<string, string> = { 'Europe/Kiev': 'Kyiv', 'America/Godthab': 'Nuuk' };

/** Languages that teachers of Europe read beside the official ones of the Union. */
const NEIGHBOURS = ['ar', 'bs', 'ca', 'eu', 'gl', 'hy', 'is', 'ka', 'lb', 'mk', 'nb', 'ru', 'sq', 'sr', 'tr', 'uk'];

const kept = new Map<string, Choice[]>();

export const countries = (locale: string): Choice[] =>
  once(`countries ${locale}`, () => sorted(locale, COUNTRIES, nameIn(locale, 'region')));

/** Languages an account can be kept in, each in its own name. */
export const ownLanguages = (): Choice[] => once('own languages', () => sorted(FALLBACK_LOCALE, EU_LOCALES, (tag) => nameIn(tag, 'language')(tag)));

/** Languages a person may read, named in the reader's. */
export const languages = (locale: string): Choice[] =>
  once(`languages ${locale}`, () => sorted(locale, [...EU_LOCALES, ...NEIGHBOURS], nameIn(locale, 'language')));

export const timeZones = (locale: string): Choice[] => once(`zones ${locale}`, () => sorted(locale, ZONES, (zone) => zoneLabel(locale, zone)));

/** The choices, and what a person has already even where we do not offer it. */
export const including = (choices: Choice[], value: unknown): Choice[] =>
  typeof value !== 'string' || value === '' || choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }];

/** The country that the browser's first language names (`de-AT`), or an empty text. `en-US` names none: browsers come with it everywhere. */
export function countryOf(acceptLanguage: string | undefined): string {
  const code = /^[^,]*?-([A-Z]{2})\b/.exec(acceptLanguage ?? '')?.[1] ?? '';
  return code !== 'US' && COUNTRIES.includes(code) ? code : '';
}

function countryCodes(): string[] {
  const names = new Intl.DisplayNames([FALLBACK_LOCALE], { type: 'region', fallback: 'none' });
  const isCountry = (code: string) => names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code && !NO_COUNTRIES.has(code);
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry);
}

function zoneLabel(locale: string, zone: string): string {
  const city = CITIES[zone] ?? zone.split('/').pop()!.replaceAll('_', ' ');
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(TODAY);
  return `${city} (${parts.find((part) => part.type === 'timeZoneName')?.value ?? zone})`;
}

/** Names codes in a locale. They stand at the head of a line, so they begin with a capital. */
function nameIn(locale: string, type: 'region' | 'language'): (code: string) => string {
  const names = new Intl.DisplayNames([locale], { type });
  return (code) => {
    const name = names.of(code) ?? code;
    return name.slice(0, 1).toLocaleUpperCase(locale) + name.slice(1);
  };
}

function sorted(locale: string, values: readonly string[], labelOf: (value: string) => string): Choice[] {
  const { compare } = new Intl.Collator(locale);
  return [...new Set(values)].map((value) => ({ value, label: labelOf(value) })).sort((a, b) => compare(a.label, b.label));
}

function once(key: string, make: () => Choice[]): Choice[] {
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}
