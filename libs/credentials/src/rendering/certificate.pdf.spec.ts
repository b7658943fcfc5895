import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Messages } from '@academy/platform';
import { renderCertificate } from './certificate.renderer';
import { certificateExample, type CertificateTexts, type CertificateView } from './certificate.view';

const messages = new Messages();
const textsIn = (locale: string): CertificateTexts => (key, values) => messages.text(locale, key, values);
const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function printed(changes: Partial<CertificateView>, pictures: { path: string; bytes: Buffer }[] = []): { file: string; pages: number; info: string; text: string } {
  const view = { ...certificateExample(), ...changes };
  const file = join(folder, 'certificate.pdf');
  writeFileSync(file, renderCertificate(view, textsIn(view.locale), pictures));
  const info = run('pdfinfo', file);
  return { file, info, pages: Number(/^Pages: +(\d+)$/m.exec(info)?.[1]), text: run('pdftotext', '-raw', file, '-') };
}

const run = (tool: string, ...parameters: string[]): string => execFileSync(tool, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
/** One line, composed, without the direction marks that pdftotext puts around right-to-left words. */
const asTyped = (text: string): string => text.normalize('NFC').replace(/[\u202a-\u202e\u200e\u200f\u200b]/g, '').replace(/\s+/g, ' ');

describe('a certificate as a file', () => {
  it('is a tagged, titled page of A4 that says which language it is in', () => {
    const { info, pages, file } = printed({});
    expect(info).toMatch(/^Title: +Certificate of completion: Measuring our street – Eleni Papadopoulou$/m);
    expect(info).toMatch(/^Author: +Academy$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Page size: .*\(A4\)$/m);
    expect(pages).toBe(1);
    expect(run('qpdf', '--json', '--json-key=qpdf', file)).toContain('"/Lang": "u:en"');
  });

  it('claims PDF/UA-1 and passes the check of its syntax', () => {
    const { file } = printed({});
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    expect(run('pdfinfo', '-meta', file)).toMatch(/pdfuaid:part>1</);
  });

  it('has its headings, list and table as such, and words for the picture', () => {
    const { file } = printed({});
    const structure = run('pdfinfo', '-struct-text', file);
    expect(structure).toMatch(/H1 .*\n +"Certificate of completion"/);
    expect(structure).toMatch(/H2 .*\n +"Learning outcomes"/);
    expect(structure.match(/^ +LI /gm)).toHaveLength(5);
    expect(structure.match(/^ +TH /gm)).toHaveLength(2);
    expect(run('qpdf', '--json', '--json-key=qpdf', file)).toContain('"/Alt": "u:QR code that opens https://academy.example/verify/');
  });

  it.each(messages.havingText('certificate.heading'))('is whole in %s: titled, tagged, on one page, in that language, its names as typed', (locale) => {
    const [course, holder] = ['Çağdaş öğrenme – Αριθμητική', 'Ђорђе Ñandú-Ștefănescu ქეთევან'];
    const { file, info, pages, text } = printed({ locale, courseTitle: course, holderName: holder });
    const { language } = new Intl.Locale(locale);
    expect(info).toContain(`Title:           ${messages.text(locale, 'certificate.heading')}`);
    expect([/^Tagged: +yes$/m.test(info), pages]).toEqual([true, 1]);
    expect(run('qpdf', '--json', '--json-key=qpdf', file)).toContain(`"/Lang": "u:${language}`);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    for (const said of [course, holder, messages.text(locale, 'certificate.electronic')]) expect(asTyped(text)).toContain(asTyped(said));
    for (const font of run('pdffonts', file).split('\n').slice(2).filter(Boolean)) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });

  it('embeds every font', () => {
    const fonts = run('pdffonts', printed({ holderName: 'ქეთევან Անահիտ Ελένη' }).file).split('\n').slice(2).filter(Boolean);
    expect(fonts.length).toBeGreaterThan(4);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });

  it('is the same file whenever the same is printed, dated by its day of issue', () => {
    const first = renderCertificate(certificateExample(), textsIn('en'));
    renderCertificate(certificateExample(7), textsIn('en'));
    expect(renderCertificate(certificateExample(), textsIn('en')).equals(first)).toBe(true);
    expect(printed({ issuedOn: '2031-02-03' }).info).toMatch(/^CreationDate: .*Feb +3 .*2031/m);
  });
});

describe('what a certificate says', () => {
  it('names hours, language, edition, dates, outcomes, modules, recognition, address and code', () => {
    const text = asTyped(printed({}).text);
    for (const words of [
      '16 hours', 'English', 'Autumn 2026', '5 October – 22 November 2026', '20 November 2026', 'Choose a measure that answers a question the class has asked',
      'Counting together', '240 min', 'Courses of at least 10 hours', 'https://academy.example/verify/K7QM2XHD1000VTBA', 'K7QM-2XHD-1000-VTBA', 'on 22 November 2026',
    ]) expect(text).toContain(words);
  });

  it('speaks the language of its locale', () => {
    const { text, info } = printed({ locale: 'de', hours: 1.5 });
    for (const words of ['Abschlusszertifikat', '1,5 Stunden', 'Englisch', '20. November 2026', '270 Min.']) expect(asTyped(text)).toContain(words);
    expect(info).toMatch(/^Title: +Abschlusszertifikat/m);
  });

  it('leaves out what there is not', () => {
    const { text, pages } = printed({ outcomes: [], modules: [], recognitionText: null, edition: { name: 'Self-paced', startsOn: null, endsOn: null } });
    for (const words of ['Learning outcomes', 'Modules', 'Recognition']) expect(text).not.toContain(words);
    expect(text).toContain('Self-paced');
    expect(pages).toBe(1);
  });

  it.each([
    'Ελένη Παπαδοπούλου', 'Ἀριστοτέλης Ῥόδιος', 'Щербицкая Ѯения', 'Ђорђе Љубичић', 'Ґалаґан Їжакевич', 'Гьокчен Ѝвов',
    'ქეთევან ჩოლოყაშვილი', 'Անահիտ Հովհաննիսյան', 'Şükrü İğneci Ilgaz Çağlayan', 'Žydrūnė Ąžuolaitytė', 'Małgorzata Brzęczyszczykiewicz',
    'Ħanna Żammit-Ġużè', 'Þórdís Æsa Ðórðardóttir', 'Ștefan Țîrlea', 'Ǩiõsâž Čeävži', 'Gwenllïan Ŵŷn', "Seán Ó hÉigeartaigh-O'Brien",
    'Zoe\u0308 Bjo\u0308rk A\u030angstro\u0308m', 'N\u0303e\u0303e\u0323\u0302', 'Љ\u0301 а\u0301 ы\u0301',
  ])('prints %s so that it can be copied as it was typed', (holderName) => {
    expect(asTyped(printed({ holderName }).text)).toContain(asTyped(holderName));
  });

  it.each(['שרה כהן', 'فاطمة الزهراء'])('prints %s from right to left', (holderName) => {
    expect(asTyped(run('pdftotext', printed({ holderName }).file, '-'))).toContain(asTyped(holderName));
  });

  it.each([
    '#read("/etc/passwd")', '"\n#import "@preview/cetz:0.3.0"', '"); panic("x', '\\u{41}\\', '\\"#sys.version\\"', '$x^2$ *bold* _it_ `raw` @ref <label> // no', '{{words.code}} {{{code}}}', "<script>alert('x')</script> &amp;",
  ])('prints %j as the text it is', (typed) => {
    const { text, pages } = printed({ holderName: typed, courseTitle: typed, outcomes: [typed], modules: [{ title: typed, minutes: 1 }], recognitionText: typed });
    const line = asTyped(typed).trim();
    expect(asTyped(text).split(line).length - 1).toBeGreaterThanOrEqual(5);
    expect(text).not.toContain('root:');
    expect(pages).toBe(1);
  });

  it('drops what steers or decorates and marks what no font has, rather than fail', () => {
    const text = asTyped(printed({ holderName: '\u202eAda\u202c\u200f 👩\u200d🏫🇪🇺 Lo\u0000ve\tlace 漢\ud800' }).text);
    expect(text).toContain('Ada Lo ve lace □�');
    expect(asTyped(printed({ holderName: '🎉' }).text)).toContain('This certifies that □ has completed');
  });
});

describe('room on the page', () => {
  const outcome = 'plan, carry out and evaluate an inquiry with pupils of mixed ability over several lessons';

  it('holds twelve outcomes and ten modules of two lines each on one page', () => {
    const outcomes = Array.from({ length: 12 }, (_, index) => `${index + 1}: ${outcome}`);
    const modules = Array.from({ length: 10 }, (_, index) => ({ title: `Module ${index + 1}: a rather long title that needs two lines`, minutes: 90 }));
    const { text, pages } = printed({ outcomes, modules });
    expect(pages).toBe(1);
    for (const title of [outcomes[11], modules[9]?.title]) expect(asTyped(text)).toContain(title);
  });

  it('goes on to a second page that says whose it is when there is more', () => {
    const outcomes = Array.from({ length: 30 }, (_, index) => `${index + 1}: ${outcome}`);
    const { text, pages } = printed({ outcomes });
    expect(pages).toBe(2);
    expect(asTyped(text)).toContain('Eleni Papadopoulou K7QM-2XHD-1000-VTBA 2 / 2');
    expect(asTyped(text)).toContain(`30: ${outcome}`);
  });

  it.each([
    ['a long name', { holderName: 'Prof. Dr. Anna-Katharina Maximiliane Freifrau von und zu Schwarzenberg-Löwenstein-Wertheim' }],
    ['a long title', { courseTitle: `${'Teaching mathematics through the investigation of places '.repeat(4)}and open data` }],
    ['words without end', { holderName: 'W'.repeat(120), courseTitle: 'Ж'.repeat(200), outcomes: ['m'.repeat(150)], modules: [{ title: 'm'.repeat(100), minutes: null }] }],
    ['a long edition', { edition: { name: 'Autumn edition for secondary schools in the Baltic states and Finland', startsOn: '2026-10-05', endsOn: '2027-01-31' } }],
  ])('keeps %s inside the margins of one page', (_, changes) => {
    const { file, pages } = printed(changes);
    const right = [...run('pdftotext', '-bbox', file, '-').matchAll(/xMax="([\d.]+)"/g)].map((found) => Number(found[1]));
    expect(pages).toBe(1);
    expect(right.length).toBeGreaterThan(50);
    expect(Math.max(...right)).toBeLessThan(595.3 - 55);
  });
});
