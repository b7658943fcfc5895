import type { Question } from '@academy/courses';
import type { OpenQuestion } from '@academy/learning';

/** A question as it is shown before it is answered. Options stand as they were written, for nobody tries it here. */
export function openAs(question: Question): OpenQuestion {
  const { key, type, prompt, points } = question;
  const open: OpenQuestion = { key, type, prompt, points };
  if (!('options' in question) || !question.options) return open;
  if (question.type !== 'matching') return { ...open, options: question.options };
  const left = new Set(Object.keys(question.answer ?? {}));
  const side = (isLeft: boolean) => question.options.filter((option) => left.has(option.key) === isLeft);
  return { ...open, options: question.options, left: side(true), right: side(false) };
}
