import type { CertificateView } from './certificate.view';

/** Heights on the page in millimetres, and letters on a line, all on the safe side: wide letters, early breaks. */
const ROOM = 198;
const FIXED = 84;
const LINE = 4.6;

/**
 * Whether a certificate may hold more than fits comfortably on one page. Measuring costs a third of the time of a
 * certificate, so only these are measured and set smaller.
 */
export function isCrowded(view: CertificateView): boolean {
  const outcomes = sum(view.outcomes.map((outcome) => lines(outcome, 38) * LINE + 1.2));
  const modules = 7 + sum(view.modules.map(({ title }) => lines(title, 22) * LINE + 2.6));
  const recognition = view.recognitionText === null ? 0 : 22 + lines(view.recognitionText, 76) * LINE;
  const head = lines(view.holderName, 26) * 8 + lines(view.moduleTitle ?? view.courseTitle, 36) * 8 - 16 + lines(view.edition.name, 24) * 5 - 5;
  return FIXED + head + Math.max(outcomes, modules) + recognition + ownParts(view) > ROOM;
}

/** What a course's own design adds. */
function ownParts({ wording, signatures = [], moduleTitle }: CertificateView): number {
  const statement = wording?.statement ? lines(wording.statement, 60) * 5 : 0;
  const footer = wording?.footer ? lines(wording.footer, 80) * LINE + 4 : 0;
  const signed = signatures.length > 0 ? 24 + Math.max(...signatures.map(({ name, role }) => lines(name, 24) + lines(role, 28))) * LINE : 0;
  return statement + footer + signed + (moduleTitle ? 8 : 0);
}

const lines = (text: string, letters: number): number => Math.ceil(text.length / letters);
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
