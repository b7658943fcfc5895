import { Example, FormField, Question, QUESTION_TYPES, type QuestionType, Rubric, SurveyQuestion, SURVEY_QUESTION_TYPES } from '@academy/courses';
import { parse } from '../http/schema.pipe';
import { type Criterion, criterionFrom, criterionValues } from './criterion.form';
import { exampleFrom, exampleValues, trimmedExamples } from './example.form';
import { type Body as Sent, textOf } from './fields';
import { formFieldFrom, formFieldValues } from './form.field.form';
import { criteriaOf, examplesOf, formFieldsOf, questionsOf } from './part.view';
import type { PartKind } from './parts';
import { questionFrom, questionValues } from './question.form';
import { surveyQuestionsOf } from './survey.part.view';
import { surveyQuestionFrom, surveyQuestionValues } from './survey.question.form';

const typeOf = (body: Sent): QuestionType => QUESTION_TYPES.find((type) => type === textOf(body['type'])) ?? 'single';

const QUESTIONS: PartKind<Question> = {
  part: (key, body) => ({ of: 'question', key, type: typeOf(body) }),
  keysBegin: () => 'q',
  partsOf: questionsOf,
  shown: questionValues,
  from: (key, body, before) => parse(Question, questionFrom(before?.type ?? typeOf(body), key, body, before)),
  words: (question) => ({ prompt: question.prompt, points: String(question.points), feedback: question.feedback, answers: answersIn(question) }),
  patch: (questions) => ({ questions }),
  anchor: 'parts',
};
const surveyTypeOf = (body: Sent) => SURVEY_QUESTION_TYPES.find((type) => type === textOf(body['type'])) ?? 'single';
const SURVEY_QUESTIONS: PartKind<SurveyQuestion> = {
  part: (key, body) => ({ of: 'survey-question', key, type: surveyTypeOf(body) }),
  // Two surveys of a course share a key only where somebody means to compare them.
  keysBegin: ({ key }) => `${key.slice(0, 56)}-q`,
  partsOf: surveyQuestionsOf,
  shown: surveyQuestionValues,
  from: (key, body, before) => parse(SurveyQuestion, surveyQuestionFrom(before?.type ?? surveyTypeOf(body), before?.key ?? (textOf(body['sameAs']) || key), body, before)),
  words: (question) => {
    const { prompt, required: _, ...own } = surveyQuestionValues(question);
    return { prompt: textOf(prompt), answers: Object.values(own).map(textOf).join('\n') };
  },
  patch: (questions) => ({ questions }),
  anchor: 'parts',
};
const CRITERIA: PartKind<Criterion> = {
  part: (key) => ({ of: 'criterion', key }),
  keysBegin: () => 'c',
  partsOf: criteriaOf,
  shown: criterionValues,
  from: (key, body) => parse(Rubric, { criteria: [criterionFrom(key, body)] }).criteria[0]!,
  words: ({ title, levels }) => ({ title, steps: levels.map((level) => `${level.points} · ${level.title}\n${level.descriptor}`).join('\n') }),
  patch: (criteria, activity) => ({ rubric: { criteria }, ...(activity.kind === 'assignment' ? { examples: trimmedExamples(activity.examples, criteria) } : {}) }),
  anchor: 'parts',
};

const FIELDS: PartKind<FormField> = {
  part: (key) => ({ of: 'field', key }),
  keysBegin: () => 'f',
  partsOf: formFieldsOf,
  shown: formFieldValues,
  from: (key, body) => parse(FormField, formFieldFrom(key, body)),
  words: ({ title, hint }) => ({ title, hint }),
  patch: (fields) => ({ form: { fields } }),
  anchor: 'form-fields',
};
const EXAMPLES: PartKind<Example> = {
  part: (key) => ({ of: 'example', key }),
  keysBegin: () => 'e',
  partsOf: examplesOf,
  shown: exampleValues,
  from: (key, body) => parse(Example, exampleFrom(key, body)),
  words: ({ title, markdown, scores, comments }) => ({
    title,
    markdown,
    steps: [...new Set([...Object.keys(scores), ...Object.keys(comments)])].sort().map((criterion) => [criterion, scores[criterion], comments[criterion]].filter(Boolean).join(' · ')).join('\n'),
  }),
  patch: (examples) => ({ examples }),
  anchor: 'examples',
};

export const PARTS = ['questions', 'survey-questions', 'criteria', 'fields', 'examples'] as const;
export type PartsOf = (typeof PARTS)[number];

/** Does the same with the parts of any kind. */
export function ofKind<T>(parts: PartsOf, act: <P extends { key: string }>(kind: PartKind<P>) => T): T {
  switch (parts) {
    case 'questions':
      return act(QUESTIONS);
    case 'survey-questions':
      return act(SURVEY_QUESTIONS);
    case 'criteria':
      return act(CRITERIA);
    case 'fields':
      return act(FIELDS);
    case 'examples':
      return act(EXAMPLES);
  }
}

/** Options and right answers as lines, to be compared by eye. */
function answersIn(question: Question): string {
  const { feedback: _, prompt: __, points: ___, ...own } = questionValues(question);
  const right = [own['right'] ?? []].flat().map(String);
  return Object.entries(own)
    .filter(([name]) => !name.endsWith('.key') && name !== 'right')
    .map(([name, value]) => (right.includes(name.replace('option.', '')) ? `✓ ${textOf(value)}` : textOf(value)))
    .join('\n');
}
