/** Points for purpose, sequence, local data, assessment, usable by others. */
export type Points = readonly [number, number, number, number, number];

/** One colleague's review, in the language of the work. The rubric asks for a comment on purpose and on usability. */
export interface DemoReview {
  points: Points;
  purpose: string;
  usable: string;
  keeps: string;
  suggests: string;
}

/** A learning scenario, and what those who review it will say, in the order in which they come. */
export interface DemoScenario {
  /** Key of the resident who wrote it, or of the teacher's account. */
  person: string;
  language: string;
  fields: Record<string, string>;
  reviews: DemoReview[];
}

/** In the order of the form. */
const FIELDS = ['summary', 'class', 'time', 'outcomes', 'material', 'sequence', 'assessment', 'adaptation', 'low-tech', 'safety', 'reflection', 'licence'];
const FREE = 'CC BY 4.0';

/** A work with its fields in the order of the form; what is left out at the end is not written yet, and the licence is the usual one. */
export const scenario = (person: string, language: string, texts: string[], reviews: DemoReview[]): DemoScenario => {
  const written = texts.length === FIELDS.length - 1 ? [...texts, FREE] : texts;
  return { person, language, fields: Object.fromEntries(written.map((text, index) => [FIELDS[index]!, text])), reviews };
};

export const review = (points: Points, purpose: string, usable: string, keeps: string, suggests: string): DemoReview => ({ points, purpose, usable, keeps, suggests });
