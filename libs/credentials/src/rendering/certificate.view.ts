/** A day on the calendar, without a zone: `2026-11-22`. */
export type Day = string;

/** Hex colours such as `#06343e`; whoever makes the view has them from a fixed palette or from a checked form. */
export type CertificateColours = {
  /** The band at the top. */
  deep: string;
  /** Headings and the title of the course. */
  accent: string;
  /** The road on the band. */
  route: string;
};

export type CertificateModule = {
  title: string;
  /** Null where the author gave none. */
  minutes: number | null;
};

/** A picture in the storage, encoded by us. `aspect`: its width for each of its height. */
export type CertificatePicture = { storageKey: string; aspect: number };
export type CertificateSignature = { name: string; role: string; picture: CertificatePicture | null };

/** Sentences of a course's own, with placeholders of `wording.rules.ts`; null where the house's stand. */
export type CertificateWording = { heading: string | null; statement: string | null; footer: string | null };

/** All that is printed on one certificate. Texts of people are given as typed; the renderer makes them safe. */
export type CertificateView = {
  /** BCP 47; the language of the fixed words and of dates. */
  locale: string;
  /** Any European script; combining accents are welcome. */
  holderName: string;
  courseTitle: string;
  /** BCP 47; what title, outcomes and modules are written in. */
  courseLanguage: string;
  hours: number;
  outcomes: string[];
  modules: CertificateModule[];
  completedOn: Day;
  issuedOn: Day;
  edition: { name: string; startsOn: Day | null; endsOn: Day | null };
  issuer: { name: string };
  /** In the holder's language, as the country's contact wrote it. */
  recognitionText: string | null;
  verification: { code: string; url: string };
  colours: CertificateColours;
  /** Of a module's certificate: its title. Then `hours` are the module's, 0 where nobody counted them, and `modules` its sections. */
  moduleTitle?: string | null;
  /** From 0 to 1, where the course wants it printed and there is one. */
  grade?: number | null;
  /** BCP 47; what the recognition text is written in. Missing: the locale. */
  recognitionLanguage?: string | null;
  wording?: CertificateWording | null;
  signatures?: CertificateSignature[];
  /** Printed across the page: this one certifies nothing. */
  isExample?: boolean;
};

/** The formatter of messages in the locale of the view: `t('certificate.heading')`. */
export type CertificateTexts = (key: string, values?: Record<string, string | number>) => string;

export const HOUSE_COLOURS: CertificateColours = { deep: '#06343e', accent: '#0a5a69', route: '#f2b431' };

/** One full certificate: for benches, previews and tests. `number` makes each one a different person's. */
export function certificateExample(number = 0): CertificateView {
  return {
    locale: 'en',
    holderName: number === 0 ? 'Eleni Papadopoulou' : `Eleni Papadopoulou ${number}`,
    courseTitle: 'Measuring our street',
    courseLanguage: 'en',
    hours: 16,
    outcomes: [
      'Plan a street survey that pupils carry out safely in one lesson',
      'Choose a measure that answers a question the class has asked',
      'Turn counts on paper into a table and an honest chart',
      'Discuss with pupils what a sample can and cannot say',
      'Share results with neighbours and with the town hall',
    ],
    modules: [
      { title: 'A question worth measuring', minutes: 180 },
      { title: 'Counting together', minutes: 240 },
      { title: 'From tally to chart', minutes: 270 },
      { title: 'Telling the street', minutes: 270 },
    ],
    completedOn: '2026-11-20',
    issuedOn: '2026-11-22',
    edition: { name: 'Autumn 2026', startsOn: '2026-10-05', endsOn: '2026-11-22' },
    issuer: { name: 'Academy' },
    recognitionText:
      'Courses of at least 10 hours count towards the yearly duty of professional development. Hand this certificate to your head teacher, who enters the hours.',
    verification: { code: `K7QM-2XHD-${String(1000 + number).slice(-4)}-VTBA`, url: `https://academy.example/verify/K7QM2XHD${String(1000 + number).slice(-4)}VTBA` },
    colours: HOUSE_COLOURS,
  };
}
