import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import Handlebars from 'handlebars';
import { isCrowded } from './certificate.room.rules';
import type { CertificateTexts, CertificateView } from './certificate.view';
import { certificateWords, headingOf } from './certificate.words';
import { drawCode } from './code.picture';
import { charactersOf } from './fonts';
import { lineSize, type LineName } from './line.sizes';
import { type Data, literal, literals } from './typst.text';

/** Template, look and fonts: all that Typst may read. */
export const certificateFolder = (): string => join(projectRoot(), 'templates/certificates');

let template: Handlebars.TemplateDelegate | null = null;
let characters: ReadonlySet<number> | null = null;

const fontFolder = (): string => join(certificateFolder(), 'fonts');
const printableCharacters = (): ReadonlySet<number> => (characters ??= charactersOf(fontFolder()));

/** The Typst source of a certificate. Refuses days and colours that are none. */
export function certificateSource(view: CertificateView, t: CertificateTexts): string {
  // An environment of its own, without HTML escaping: every leaf of the data is a Typst literal already.
  template ??= Handlebars.create().compile(readFileSync(join(certificateFolder(), 'course.typ.hbs'), 'utf8'), { noEscape: true, strict: true });
  const words = literals({ ...certificateWords(view, t), lines: lines(view, t) }, printableCharacters()) as object;
  const codePicture = literal(drawCode(view.verification.url, '#14222a'));
  return template({ ...words, codePicture, isCrowded: isCrowded(view), isExample: view.isExample === true });
}

function lines(view: CertificateView, t: CertificateTexts): Record<LineName, Data> {
  const size = (name: LineName, text: string) => lineSize(name, text, fontFolder());
  return {
    heading: size('heading', headingOf(view, t)),
    holder: size('holder', view.holderName),
    title: size('title', view.moduleTitle ?? view.courseTitle),
    brand: size('brand', view.issuer.name),
    issuer: size('issuer', view.issuer.name),
  };
}

/** The characters of a text that certificates cannot print, each once: for a form to name them. */
export function unprintable(text: string): string[] {
  const covered = printableCharacters();
  return [...new Set(text.normalize('NFC'))].filter((character) => !covered.has(character.codePointAt(0) ?? 0));
}
