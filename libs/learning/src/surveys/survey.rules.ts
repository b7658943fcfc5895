import type { SurveyQuestion } from '@academy/courses';

/** By question key: the key of an option, keys of options, a number on the scale (from 1), or a text. What was left out is not there. */
export type SurveyAnswers = Readonly<Record<string, string | readonly string[] | number>>;

/** So many answers stand together whenever something is shown, and so many new ones whenever it changes. */
export const TOGETHER = 5;
/** Days after an edition closed in which a survey can still be answered. */
export const ANSWERED_AFTERWARDS = 30;
export const LONGEST_TEXT = 4_000;

type Running = Readonly<{ editionState: string; stateSince: Date }>;

/** Whether nobody can answer any more. */
export function isOver({ editionState, stateSince }: Running, now: Date): boolean {
  if (editionState === 'archived') return true;
  return editionState === 'closed' && now.getTime() > stateSince.getTime() + ANSWERED_AFTERWARDS * 86_400_000;
}

/** Why somebody to whom the activity is open cannot answer a survey, or null. */
export function whyNotAnswer(running: Running, hasAnswered: boolean, now: Date): 'survey-answered' | 'survey-over' | null {
  if (hasAnswered) return 'survey-answered';
  return isOver(running, now) ? 'survey-over' : null;
}

export type AnswerFault = Readonly<{ key: string; fault: 'required' | 'unknown-question' | 'unknown-option' | 'off-scale' | 'too-long' | 'no-text' | 'wrong-kind' }>;

/** What of answers does not fit the questions. Empty texts and lists count as left out. */
export function faultsOf(questions: readonly SurveyQuestion[], given: Readonly<Record<string, unknown>>): AnswerFault[] {
  const known = new Set(questions.map(({ key }) => key));
  const strange = Object.keys(given).filter((key) => !known.has(key)).map((key): AnswerFault => ({ key, fault: 'unknown-question' }));
  return [...strange, ...questions.flatMap((question) => faultOf(question, Object.hasOwn(given, question.key) ? given[question.key] : undefined) ?? [])];
}

function faultOf(question: SurveyQuestion, value: unknown): AnswerFault | null {
  const fault = (fault: AnswerFault['fault']): AnswerFault => ({ key: question.key, fault });
  if (isLeftOut(value)) return question.required ? fault('required') : null;
  switch (question.type) {
    case 'single':
      return typeof value !== 'string' ? fault('wrong-kind') : hasOption(question, value) ? null : fault('unknown-option');
    case 'multiple':
      if (!Array.isArray(value)) return fault('wrong-kind');
      return value.every((key) => typeof key === 'string' && hasOption(question, key)) && new Set(value).size === value.length ? null : fault('unknown-option');
    case 'scale':
      if (typeof value !== 'number') return fault('wrong-kind');
      return Number.isInteger(value) && value >= 1 && value <= question.scale.points ? null : fault('off-scale');
    case 'text':
      if (typeof value !== 'string') return fault('wrong-kind');
      // It is stored later, by a job that nobody could tell what is wrong: half a character, or NUL.
      if (!value.isWellFormed() || value.includes('\0')) return fault('no-text');
      return value.length > LONGEST_TEXT ? fault('too-long') : null;
  }
}

const hasOption = ({ options }: { options: readonly { key: string }[] }, wanted: string): boolean => options.some(({ key }) => key === wanted);
const isLeftOut = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** Answers as they are kept: in the order of the questions, without what was left out. They have to fit. */
export function keptAnswers(questions: readonly SurveyQuestion[], given: Readonly<Record<string, unknown>>): SurveyAnswers {
  return Object.fromEntries(questions.flatMap(({ key, type }) => (!Object.hasOwn(given, key) || isLeftOut(given[key]) ? [] : [[key, type === 'text' ? (given[key] as string).trim() : (given[key] as SurveyAnswers[string])]])));
}

/** How many of the answers in a box leave it now, and whether they count. */
export type Leaving = Readonly<{ count: number; areCounted: boolean }>;

/**
 * At first as soon as five stand together. Later five stay back, so that those who leave are drawn from a larger lot and the last
 * never come alone. Once nobody can answer any more all leave: those of too few to be told, where others have been told already, uncounted.
 */
export function whoLeave({ inBox, counted, isOver }: Readonly<{ inBox: number; counted: number; isOver: boolean }>): Leaving {
  const all = { count: inBox, areCounted: true };
  if (inBox === 0) return all;
  if (counted < TOGETHER) return isOver || counted + inBox >= TOGETHER ? all : { count: 0, areCounted: true };
  if (isOver) return { count: inBox, areCounted: inBox >= TOGETHER };
  return { count: inBox >= 2 * TOGETHER ? inBox - TOGETHER : 0, areCounted: true };
}
