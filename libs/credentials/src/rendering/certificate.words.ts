import { between, readableAs, readableOn } from './colours';
import type { CertificateColours, CertificateTexts, CertificateView, Day } from './certificate.view';
import { breakable, type Data } from './typst.text';

const WHITE = '#ffffff';
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const languageNames = new Map<string, Intl.DisplayNames>();

/** What the template of a certificate is given: every sentence finished, every date and number in the holder's language. */
export function certificateWords(view: CertificateView, t: CertificateTexts): Record<string, Data> {
  const { language, region } = new Intl.Locale(view.locale);
  const issued = dateOf(view.issuedOn);
  return {
    language,
    region: region ?? null,
    courseLanguage: new Intl.Locale(view.courseLanguage).language,
    date: { year: issued.getUTCFullYear(), month: issued.getUTCMonth() + 1, day: issued.getUTCDate() },
    colours: palette(view.colours),
    issuer: breakable(view.issuer.name),
    holderName: breakable(view.holderName),
    courseTitle: breakable(view.courseTitle),
    outcomes: view.outcomes.map(breakable),
    modules: view.modules.map(({ title, minutes }) => ({ title: breakable(title), time: minutes === null ? '–' : t('certificate.minutes', { minutes }) })),
    recognition: view.recognitionText === null ? null : breakable(view.recognitionText),
    facts: facts(view, t),
    verification: view.verification,
    words: {
      documentTitle: t('certificate.documentTitle', { course: view.courseTitle, holder: view.holderName }),
      codePicture: t('certificate.codePicture', { address: view.verification.url }),
      issuedOn: t('certificate.issuedOn', { date: longDay(view.locale, view.issuedOn) }),
      ...fixed(t, 'heading', 'certifies', 'hasCompleted', 'outcomes', 'modules', 'module', 'time', 'recognition', 'check', 'checkHow', 'code', 'issuedBy', 'electronic'),
    },
  };
}

const fixed = (t: CertificateTexts, ...keys: string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, t(`certificate.${key}`)]));

function facts(view: CertificateView, t: CertificateTexts): Data {
  const { name, startsOn, endsOn } = view.edition;
  const dates = startsOn && endsOn ? dayFormat(view.locale).formatRange(dateOf(startsOn), dateOf(endsOn)) : null;
  return [
    { name: t('certificate.workload'), value: t('certificate.hours', { hours: view.hours }), note: null },
    { name: t('certificate.language'), value: languageName(view.locale, view.courseLanguage), note: null },
    { name: t('certificate.edition'), value: breakable(name), note: dates },
    { name: t('certificate.completedOn'), value: longDay(view.locale, view.completedOn), note: null },
  ];
}

function palette({ deep, accent, route }: CertificateColours): Data {
  const onDeep = readableOn(deep);
  const readable = readableAs(accent, WHITE);
  return { deep, accent: readable, route, onDeep, street: between(deep, onDeep, 0.14), tint: between(WHITE, readable, 0.07) };
}

/** Noon, UTC, on a day without a zone: formatted in UTC it is that day everywhere. */
function dateOf(day: Day): Date {
  const date = new Date(`${day}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime())) throw new Error(`${JSON.stringify(day)} is not a day.`);
  return date;
}

const longDay = (locale: string, day: Day): string => dayFormat(locale).format(dateOf(day));

function dayFormat(locale: string): Intl.DateTimeFormat {
  let format = dayFormats.get(locale);
  // Plain "en" would write days the American way, which this continent reads wrongly.
  if (!format) dayFormats.set(locale, (format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' })));
  return format;
}

function languageName(locale: string, language: string): string {
  let names = languageNames.get(locale);
  if (!names) languageNames.set(locale, (names = new Intl.DisplayNames([locale], { type: 'language' })));
  return names.of(language) ?? language;
}
