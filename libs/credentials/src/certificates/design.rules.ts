import type { CertificateDesign } from './certificate-design.entity';

/** What a course has that nobody designed: the look and the words of the house. */
export const HOUSE_DESIGN: Readonly<Omit<CertificateDesign, 'colours'>> = { hasModuleCertificates: false, showsGrade: false, wording: {}, signatures: [] };

export const MOST_SIGNATURES = 3;
export const LONGEST = { heading: 80, statement: 160, footer: 300, name: 80, role: 120 } as const;

/** Text needs 4.5 : 1, what is only drawn 3 : 1. Source: WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT = 4.5;
const DRAWN = 3;

/** Colours that are hard to see: each with the contrast that it has with its ground. */
export function faintColours(contrasts: Readonly<Record<keyof CertificateDesign['colours'], number>>): (keyof CertificateDesign['colours'])[] {
  const faint: (keyof CertificateDesign['colours'])[] = [];
  if (contrasts.deep < TEXT) faint.push('deep');
  if (contrasts.accent < TEXT) faint.push('accent');
  if (contrasts.route < DRAWN) faint.push('route');
  return faint;
}

/** Why no further signature can be added. */
export const whyNotSign = (design: Pick<CertificateDesign, 'signatures'>): 'signatures-full' | null => (design.signatures.length >= MOST_SIGNATURES ? 'signatures-full' : null);

/** Why a change cannot be saved: somebody else saved first. */
export const whyNotChange = (current: number, basedOn: number): 'design-changed' | null => (current === basedOn ? null : 'design-changed');
