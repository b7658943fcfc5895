import type { SurveyQuestion, SurveyQuestionType } from '@academy/courses';
import { type Body, linesOf, textOf } from './fields';
import { freshKeys } from './rows';

/** A question of a survey as its form shows it: options a line each. */
export function surveyQuestionValues(question: SurveyQuestion): Body {
  const head = { prompt: question.prompt, required: question.required ? 'true' : '' };
  if (question.type === 'scale') return { ...head, from: question.scale.from, to: question.scale.to, scalePoints: String(question.scale.points) };
  return question.type === 'text' ? head : { ...head, options: question.options.map(({ text }) => text).join('\n') };
}

/** The question that a form describes, to be parsed by its schema. An option that stood there before keeps its key: answers hang on it. */
export function surveyQuestionFrom(type: SurveyQuestionType, key: string, body: Body, before: SurveyQuestion | null): Record<string, unknown> {
  const head = { key, type, prompt: textOf(body['prompt']), required: textOf(body['required']) === 'true' };
  if (type === 'text') return head;
  if (type === 'scale') return { ...head, scale: { from: textOf(body['from']), to: textOf(body['to']), points: textOf(body['scalePoints']) === '7' ? 7 : 5 } };
  const known = before && 'options' in before ? before.options : [];
  return { ...head, options: keyed(linesOf(textOf(body['options'])), known) };
}

/** A line that stood there before keeps its key; one that was reworded in place keeps that of its line. */
function keyed(lines: readonly string[], before: readonly { key: string; text: string }[]): { key: string; text: string }[] {
  const fresh = freshKeys('o', before.map(({ key }) => key));
  const left = before.filter(({ text }) => !lines.includes(text));
  const isReworded = lines.length === before.length;
  return lines.map((text, at) => {
    const same = before.find((option) => option.text === text);
    if (same) return same;
    const here = isReworded ? before[at] : undefined;
    return { key: here && left.includes(here) ? here.key : fresh(), text };
  });
}
