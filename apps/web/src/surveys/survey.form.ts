import type { SurveyQuestion } from '@academy/courses';
import { Invalid } from '@academy/platform';
import { faultsOf } from '@academy/learning';
import { type Fields, listOf } from '../learning/learning.forms';

export const answerName = (key: string): string => `answer.${key}`;
/** A text as it was typed: browsers send lines with CR LF. */
const typedIn = (value: unknown): string => listOf(value).at(-1)?.replaceAll('\r\n', '\n') ?? '';

/** Answers in the shapes of the contract, out of a form; what was left empty is left out. */
export function surveyAnswersFrom(questions: readonly SurveyQuestion[], fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    questions.flatMap(({ key, type }): [string, unknown][] => {
      const value = fields[answerName(key)];
      if (type === 'multiple') return listOf(value).length === 0 ? [] : [[key, listOf(value)]];
      const text = typedIn(value);
      if (text.trim() === '') return [];
      return [[key, type === 'scale' ? Number(text) : text]];
    }),
  );
}

/** Throws Invalid with the fault at each question, for the page to put in words. */
export function refuseFaults(questions: readonly SurveyQuestion[], given: Record<string, unknown>): void {
  const faults = faultsOf(questions, given);
  if (faults.length > 0) throw new Invalid(faults.map(({ key, fault }) => ({ pointer: `/${key}`, detail: fault })));
}
