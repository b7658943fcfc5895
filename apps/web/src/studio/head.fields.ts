import { area, boxes, type FieldSpec, line, linesOf, number, select, textOf } from './fields';

type Outcome = { text: string; digcompedu?: string; esco?: string };

/** One outcome a line: `text | code of DigCompEdu | address in ESCO`, the last two as one likes. */
function outcomeOf(text: string): Outcome {
  const [first = '', digcompedu = '', ...rest] = text.split('|').map((part) => part.trim());
  const esco = rest.join('|');
  return { text: first, ...(digcompedu === '' ? {} : { digcompedu }), ...(esco === '' ? {} : { esco }) };
}
const lineOf = ({ text, digcompedu, esco }: Outcome): string => [text, ...(digcompedu || esco ? [digcompedu ?? ''] : []), ...(esco ? [esco] : [])].join(' | ');

/** What is said of a course as a whole. */
export const HEAD_FIELDS: readonly FieldSpec[] = [
  line('title'),
  select('language'),
  area('summary', 5),
  area('outcomes', 6, {
    read: (item) => ((item['outcomes'] ?? []) as Outcome[]).map(lineOf).join('\n'),
    write: (typed) => linesOf(typed).map(outcomeOf),
  }),
  number('workloadHours', { read: (item) => (item['workloadHours'] ? textOf(item['workloadHours']) : '') }),
  boxes('subjects'),
  boxes('levels'),
  select('licence', { read: (item) => textOf(item['licence'] ?? 'CC-BY-4.0') }),
];

/** Licences that fit material for teaching; SPDX identifiers. */
export const LICENCES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', 'CC0-1.0'] as const;
