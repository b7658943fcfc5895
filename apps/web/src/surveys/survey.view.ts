import { renderMarkdown } from '@academy/platform';
import type { SurveyQuestion } from '@academy/courses';
import { LONGEST_TEXT } from '@academy/learning';
import { listOf } from '../learning/learning.forms';
import type { Say } from '../learning/quiz.view';
import type { FormState } from '../views/forms';
import { answerName } from './survey.form';

type Choice = { value: string; text: string; hidden: string; isChosen: boolean };
export type SurveyQuestionView = { key: string; name: string; type: SurveyQuestion['type']; prompt: string; required: boolean; error: string | null; choices: Choice[]; from: string; to: string; value: string };
export type SurveyView = {
  questions: SurveyQuestionView[];
  whyNot: 'survey-answered' | 'survey-over' | 'preview' | null;
  problems: { field: string; message: string }[];
  longest: number;
};

/** A survey as it is answered. `form`: one that came back, with what was typed and the fault at each question. */
export function surveyView(questions: readonly SurveyQuestion[], whyNot: SurveyView['whyNot'], form: FormState | null, say: Say): SurveyView {
  const shown = questions.map((question) => questionView(question, form, say));
  return {
    questions: shown,
    whyNot,
    problems: shown.flatMap(({ key, error }, index) => (error ? [{ field: key, message: say('learning.surveyProblem', { number: index + 1, error }) }] : [])),
    longest: LONGEST_TEXT,
  };
}

function questionView(question: SurveyQuestion, form: FormState | null, say: Say): SurveyQuestionView {
  const { key, type, prompt, required } = question;
  const name = answerName(key);
  const typed = listOf(form?.values[name]);
  const fault = form?.errors[key];
  return {
    key,
    name,
    type,
    prompt: renderMarkdown(prompt),
    required,
    error: fault ? say(`learning.surveyFault-${fault}`) : null,
    choices: choicesOf(question).map((choice) => ({ ...choice, isChosen: typed.includes(choice.value) })),
    from: type === 'scale' ? question.scale.from : '',
    to: type === 'scale' ? question.scale.to : '',
    value: typed.at(-1) ?? '',
  };
}

function choicesOf(question: SurveyQuestion): Omit<Choice, 'isChosen'>[] {
  if (question.type === 'text') return [];
  if (question.type !== 'scale') return question.options.map(({ key, text }) => ({ value: key, text, hidden: '' }));
  const { from, to, points } = question.scale;
  return Array.from({ length: points }, (_, at) => ({ value: String(at + 1), text: String(at + 1), hidden: at === 0 ? from : at === points - 1 ? to : '' }));
}
