import { between, readableAs, readableOn } from './colours';
import type { CertificateColours, CertificatePicture, CertificateTexts, CertificateView, CertificateWording, Day } from './certificate.view';
import { breakable, type Data } from './typst.text';
import { fill } from './wording.rules';

const WHITE = '#ffffff';
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const languageNames = new Map<string, Intl.DisplayNames>();

/** What the template of a certificate is given: every sentence finished, every date and number in the holder's language. */
export function certificateWords(view: CertificateView, t: CertificateTexts): Record<string, Data> {
  const { language, region } = new Intl.Locale(view.locale);
  const issued = dateOf(view.issuedOn);
  const [own, heading] = [ownWords(view, t), headingOf(view, t)];
  return {
    language,
    region: region ?? null,
    courseLanguage: new Intl.Locale(view.courseLanguage).language,
    date: { year: issued.getUTCFullYear(), month: issued.getUTCMonth() + 1, day: issued.getUTCDate() },
    colours: palette(view.colours),
    issuer: breakable(view.issuer.name),
    holderName: breakable(view.holderName),
    courseTitle: breakable(view.moduleTitle ?? view.courseTitle),
    outcomes: view.outcomes.map(breakable),
    modules: view.modules.map(({ title, minutes }) => ({ title: breakable(title), time: minutes === null ? '–' : t('certificate.minutes', { minutes }) })),
    recognition: view.recognitionText === null ? null : breakable(view.recognitionText),
    recognitionLanguage: new Intl.Locale(view.recognitionLanguage ?? view.locale).language,
    ofCourse: view.moduleTitle ? breakable(t('certificate.ofCourse', { course: view.courseTitle })) : null,
    footer: own.footer,
    signatures: (view.signatures ?? []).map(({ name, role, picture }) => ({ name: breakable(name), role: breakable(role), words: t('certificate.signatureOf', { name }), ...placed(picture) })),
    facts: facts(view, t),
    verification: view.verification,
    words: {
      documentTitle: t('certificate.documentTitle', { heading, course: view.moduleTitle ?? view.courseTitle, holder: view.holderName }),
      codePicture: t('certificate.codePicture', { address: view.verification.url }),
      issuedOn: t('certificate.issuedOn', { date: longDay(view.locale, view.issuedOn) }),
      heading,
      hasCompleted: own.statement ?? t(view.moduleTitle ? 'certificate.hasCompletedModule' : 'certificate.hasCompleted'),
      modules: t(view.moduleTitle ? 'certificate.sections' : 'certificate.modules'),
      module: t(view.moduleTitle ? 'certificate.section' : 'certificate.module'),
      ...fixed(t, 'certifies', 'outcomes', 'time', 'recognition', 'check', 'checkHow', 'code', 'issuedBy', 'electronic', 'example'),
    },
  };
}

/** What stands at the head of a certificate. */
export const headingOf = (view: CertificateView, t: CertificateTexts): string =>
  ownWords(view, t).heading ?? t(view.moduleTitle ? 'certificate.moduleHeading' : 'certificate.heading');

/** Sentences of the course's own, with what they are to name. */
function ownWords(view: CertificateView, t: CertificateTexts): CertificateWording {
  const { heading, statement, footer } = view.wording ?? { heading: null, statement: null, footer: null };
  const values = {
    holder: view.holderName,
    course: view.courseTitle,
    module: view.moduleTitle ?? '',
    edition: view.edition.name,
    hours: view.hours > 0 ? t('certificate.hours', { hours: view.hours }) : '',
    completed: longDay(view.locale, view.completedOn),
    issued: longDay(view.locale, view.issuedOn),
  };
  const filled = (text: string | null) => text && breakable(fill(text, values));
  return { heading: filled(heading), statement: filled(statement), footer: filled(footer) };
}

/** Where the picture of a signature lies for Typst, and how high it is on the page, in millimetres. */
const placed = (picture: CertificatePicture | null) => (picture ? { path: signaturePath(picture.storageKey), height: Math.min(13, 46 / picture.aspect) } : { path: null, height: 0 });
export const signaturePath = (storageKey: string): string => `/signatures/${storageKey.split('/').at(-1)!}`;

const fixed = (t: CertificateTexts, ...keys: string[]): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, t(`certificate.${key}`)]));

function facts(view: CertificateView, t: CertificateTexts): Data {
  const { name, startsOn, endsOn } = view.edition;
  const dates = startsOn && endsOn ? dayFormat(view.locale).formatRange(dateOf(startsOn), dateOf(endsOn)) : null;
  const grade = typeof view.grade === 'number' ? t('certificate.grade', { share: view.grade }) : null;
  return [
    ...(view.hours > 0 ? [{ name: t('certificate.workload'), value: t('certificate.hours', { hours: view.hours }), note: null }] : []),
    { name: t('certificate.language'), value: languageName(view.locale, view.courseLanguage), note: null },
    { name: t('certificate.edition'), value: breakable(name), note: dates },
    { name: t('certificate.completedOn'), value: longDay(view.locale, view.completedOn), note: grade },
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
