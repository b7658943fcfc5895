import { createHash } from 'node:crypto';
import { Stale } from '@academy/platform';
import type { ActivityKind, QuestionType, SurveyQuestionType } from '@academy/courses';
import type { FormState } from '../views/forms';
import { type Body, textOf } from './fields';

/** A question of a quiz or a survey; a criterion, a field or an example of an assignment. Key null for a new one. */
export type Part = Readonly<{ of: 'question'; key: string | null; type: QuestionType } | { of: 'survey-question'; key: string | null; type: SurveyQuestionType } | { of: 'criterion' | 'field' | 'example'; key: string | null }>;
/**
 * What the editor is open at. Without an item: what is said of the course as a whole. `add`: the form of a new
 * activity; `adds`: the one line for a new module or section, beside the form that is open.
 */
export type Place = Readonly<{ item: string | null; add?: ActivityKind | null; adds?: 'module' | 'section'; part?: Part | null }>;

export type Difference = Readonly<{ label: string; mine: string; theirs: string }>;
/** A form that comes back: what was typed, what somebody else has written meanwhile, or a preview that was asked for. */
export type Again = Readonly<{ form: FormState; based: Based; stale?: Difference[]; preview?: string }>;

/**
 * What a form was filled from: the revision of the item, and a digest of what the form showed. A form stands as long
 * as nobody has changed what it shows, whatever else has changed in the item.
 */
export type Based = Readonly<{ revision: number; seen: string }>;

export const basedOn = (body: Body): Based => ({ revision: Number(textOf(body['revision'])) || 0, seen: textOf(body['seen']) });
export const digestOf = (shown: Body): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
export const isUntouched = (based: Based, now: Based): boolean => based.revision === now.revision || based.seen === now.seen;

const TRIES = 4;

/** Reads and writes again where somebody else wrote in between: for work that looks at the newest state itself. */
export async function onNewest<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Stale) || tried === TRIES) throw error;
    }
  }
}
