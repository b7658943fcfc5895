import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Messages } from '@academy/platform';
import { Transformer } from '@napi-rs/image';
import { CertificatePress, type PrintForm } from './certificate.press';
import { certificateExample, type CertificateView } from './certificate.view';
import { signaturePath } from './certificate.words';

const messages = new Messages();
const folder = mkdtempSync(join(tmpdir(), 'own-certificate-'));
const press = new CertificatePress();
afterAll(() => {
  press.close();
  rmSync(folder, { recursive: true });
});

const run = (tool: string, ...parameters: string[]): string => execFileSync(tool, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const asTyped = (text: string): string => text.normalize('NFC').replace(/[\u202a-\u202e\u200e\u200f\u200b]/g, '').replace(/\s+/g, ' ');
const STORED = 'signatures/ab/abcd.png';

async function printed(changes: Partial<CertificateView>, form: PrintForm = 'ua-1'): Promise<{ file: string; pages: number; text: string; info: string }> {
  const view = { ...certificateExample(), ...changes };
  const file = join(folder, `certificate.${form}.pdf`);
  const drawn = await Transformer.fromRgbaPixels(Buffer.alloc(300 * 90 * 4, 0x50), 300, 90).png();
  const pictures = (view.signatures ?? []).some(({ picture }) => picture) ? [{ path: signaturePath(STORED), bytes: drawn }] : [];
  writeFileSync(file, await press.render(view, (key, values) => messages.text(view.locale, key, values), pictures, form));
  const info = run('pdfinfo', file);
  return { file, info, pages: Number(/^Pages: +(\d+)$/m.exec(info)?.[1]), text: asTyped(run('pdftotext', '-raw', file, '-')) };
}

const OWN: Partial<CertificateView> = {
  wording: { heading: 'Diploma of {course}', statement: 'took part for {hours} and finished', footer: 'Given on {issued} to {holder} {"#"}' },
  signatures: [{ name: 'Maria Silva', role: 'Head of the programme', picture: { storageKey: STORED, aspect: 300 / 90 } }, { name: 'Ελένη', role: 'Ministry', picture: null }],
  grade: 0.875,
};

describe('a certificate of a course’s own design', () => {
  it('bears its sentences, signatures and result, and is as accessible as any', async () => {
    const { file, info, pages, text } = await printed(OWN);
    for (const words of ['Diploma of Measuring our street', 'took part for 16 hours and finished', 'Given on 22 November 2026 to Eleni Papadopoulou {"#"}', 'Maria Silva', 'Head of the programme', 'Ελένη', 'Result: 88%']) expect(text).toContain(words);
    expect(pages).toBe(1);
    expect(info).toMatch(/^Title: +Diploma of Measuring our street: Measuring our street – Eleni Papadopoulou$/m);
    expect(run('qpdf', '--json', '--json-key=qpdf', file)).toContain('"/Alt": "u:Signature of Maria Silva"');
    expect(run('pdfinfo', '-meta', file)).toMatch(/pdfuaid:part>1</);
  });

  it('is given as PDF/A-2a on request, tagged and with its fonts', async () => {
    const { file, info } = await printed(OWN, 'a-2a');
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(run('pdfinfo', '-meta', file)).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    for (const font of run('pdffonts', file).split('\n').slice(2).filter(Boolean)) expect(font).toMatch(/ yes yes yes +\d+ +\d+$/);
  });

  it('of a module names it large, with its sections and hours, and the course it is of', async () => {
    const { text, pages } = await printed({ moduleTitle: 'Counting together', hours: 4.5, outcomes: [], modules: [{ title: 'On paper', minutes: 90 }] });
    for (const words of ['Certificate of a module', 'has completed the module Counting together of the online course “Measuring our street”', '4.5 hours', 'Contents Section Time On paper 90 min']) expect(text).toContain(words);
    expect(pages).toBe(1);
    expect((await printed({ moduleTitle: 'Counting together', hours: 0, outcomes: [], modules: [] })).text).not.toContain('Workload');
  });

  it.each([
    '#read("/etc/passwd")', '"\n#import "@preview/cetz:0.3.0"', '"); panic("x', '\\u{41}\\', '{{words.code}} {{{code}}} {constructor}', '#image("/fonts/OFL.txt")', '$x^2$ *bold* `raw` @ref <label> // no', '/* */ #sys.inputs',
  ])('prints %j as the text it is, wherever it stands', async (typed) => {
    const { text, pages } = await printed({ wording: { heading: typed, statement: typed, footer: typed }, signatures: [{ name: typed, role: typed, picture: null }], moduleTitle: typed, courseTitle: typed });
    expect(text.split(asTyped(typed).trim()).length - 1).toBeGreaterThanOrEqual(6);
    expect(text).not.toContain('root:');
    expect(pages).toBe(1);
  });

  it('keeps on one page with much in it, and goes on where it must', async () => {
    const long = (length: number) => 'Wir bestätigen die erfolgreiche Teilnahme an dieser Fortbildung. '.repeat(20).slice(0, length);
    const wording = { heading: long(80), statement: long(160), footer: long(300) };
    const signatures = [1, 2, 3].map((number) => ({ name: `Prof. Dr. Anna-Katharina von Schwarzenberg ${number}`, role: long(120), picture: null }));
    expect((await printed({ wording, signatures })).pages).toBe(1);
    expect((await printed({ wording, signatures, outcomes: Array.from({ length: 30 }, (_, index) => `${index}: ${long(90)}`) })).pages).toBe(2);
  });

  it('is drawn for previews without a letter of text in it, marked as an example', async () => {
    const view = { ...certificateExample(), isExample: true, holderName: '<script>alert(1)</script>' };
    const svg = (await press.render(view, (key, values) => messages.text('en', key, values), [], 'svg')).toString();
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/script|<text|foreignObject|alert/);
  });

  it('never reads what was lent to another document', async () => {
    await printed(OWN);
    const view = { ...certificateExample(), ...OWN };
    await expect(press.render(view, (key, values) => messages.text('en', key, values), [])).rejects.toThrow('could not be printed');
  });
});
