import { type Messages, NotFound } from '@academy/platform';
import { type DraftView, type Example, type FormField, type Question, QUESTION_TYPES, type QuestionType } from '@academy/courses';
import { languageBeside } from '../learning/language';
import { emptyForm } from '../views/forms';
import { type Criterion, criterionValues } from './criterion.form';
import type { ActivityOfDraft } from './draft.places';
import { type Again, digestOf, type Part } from './editing';
import { exampleRows, exampleValues } from './example.form';
import { type Body, listOf, textOf } from './fields';
import { formFieldValues } from './form.field.form';
import { shownForm } from './form.shown';
import { questionValues } from './question.form';
import { rowsShown } from './rows';
import { surveyPartView, surveyQuestionsOf, surveyTypes } from './survey.part.view';

export const questionsOf = (activity: ActivityOfDraft): readonly Question[] => (activity.kind === 'quiz' ? activity.questions : []);
export const criteriaOf = (activity: ActivityOfDraft): readonly Criterion[] => (activity.kind === 'assignment' ? activity.rubric.criteria : []);

export const formFieldsOf = (activity: ActivityOfDraft): readonly FormField[] => (activity.kind === 'assignment' ? activity.form.fields : []);
export const examplesOf = (activity: ActivityOfDraft): readonly Example[] => (activity.kind === 'assignment' ? activity.examples : []);

/** The parts of an activity as its own page lists them. */
export function listedParts(messages: Messages, locale: string, activity: ActivityOfDraft) {
  const criteria = criteriaOf(activity);
  return {
    questions: placed(questionsOf(activity)).map(({ key, prompt, type, points, isFirst, isLast }) => ({ key, text: oneLine(prompt), type, points, isFirst, isLast })),
    surveyQuestions: placed(surveyQuestionsOf(activity)).map(({ key, prompt, type, required, isFirst, isLast }) => ({ key, text: oneLine(prompt), type, required, isFirst, isLast })),
    surveyTypes: surveyTypes(messages, locale),
    criteria: placed(criteria).map(({ key, title, levels, isFirst, isLast }) => ({ key, text: title, levels: levels.length, isFirst, isLast })),
    formFields: placed(formFieldsOf(activity)).map(({ title, ...field }) => ({ text: title, ...field })),
    examples: placed(examplesOf(activity)).map(({ key, title, scores, isFirst, isLast }) => ({ key, text: title, missing: criteria.filter((criterion) => scores[criterion.key] === undefined).length, isFirst, isLast })),
    types: QUESTION_TYPES.map((type) => ({ value: type, label: messages.text(locale, `studio.type-${type}`) })),
  };
}

const placed = <P extends object>(parts: readonly P[]): (P & { isFirst: boolean; isLast: boolean })[] =>
  parts.map((part, index) => ({ ...part, isFirst: index === 0, isLast: index === parts.length - 1 }));

const oneLine = (markdown: string): string => {
  const text = markdown.replace(/\s+/g, ' ').replace(/[*_`#>]+/g, '').trim();
  return text.length > 120 ? `${text.slice(0, 118)} …` : text;
};

/** The form of one part. */
export function partView(messages: Messages, locale: string, draft: DraftView, activity: ActivityOfDraft, part: Part, again: Again | null) {
  const lang = languageBeside(draft.language, locale);
  if (part.of === 'survey-question') return { ...surveyPartView(messages, locale, draft, activity, part, again), contentLang: lang };
  if (part.of !== 'question') return { ...assignmentPartView(messages, locale, activity, part, again), contentLang: lang };
  const question = questionsOf(activity).find(({ key }) => key === part.key) ?? null;
  if (activity.kind !== 'quiz' || (part.key !== null && !question && !again)) throw new NotFound('question');
  const type = question?.type ?? part.type;
  const form = shownForm(messages, locale, again?.form ?? emptyForm(question ? questionValues(question) : { points: '1' }));
  const typed = typedFields(form.values, ['prompt', 'points', 'feedback', 'answer', 'answers', 'value', 'tolerance', 'lines']);
  return { pane: 'question', part: { key: part.key, type }, form, seen: again?.based.seen ?? (question ? digestOf(questionValues(question)) : ''), typed, rows: questionRows(type, form.values), contentLang: lang };
}

type AssignmentPart = { of: Exclude<Part['of'], 'question' | 'survey-question'>; key: string | null };

function assignmentPartView(messages: Messages, locale: string, activity: ActivityOfDraft, { of, key }: AssignmentPart, again: Again | null) {
  const values = valuesOf(activity, of, key);
  if (activity.kind !== 'assignment' || (key !== null && !values && !again)) throw new NotFound(of);
  const form = shownForm(messages, locale, again?.form ?? emptyForm(values ?? (of === 'field' ? { required: 'true' } : {})));
  const pane = { pane: of, part: { key }, form, seen: again?.based.seen ?? (values ? digestOf(values) : '') };
  if (of === 'field') return { ...pane, typed: typedFields(form.values, ['title', 'hint', 'required']), rows: [] };
  if (of === 'example') return { ...pane, typed: typedFields(form.values, ['title', 'markdown']), rows: exampleRows(criteriaOf(activity), form.values) };
  return { ...pane, typed: typedFields(form.values, ['title', 'commentRequired']), rows: levelRows(form.values) };
}

/** A part that is there as its form shows it. */
function valuesOf(activity: ActivityOfDraft, of: AssignmentPart['of'], key: string | null): Body | null {
  const the = <P extends { key: string }>(parts: readonly P[], shown: (part: P) => Body): Body | null => {
    const part = parts.find((each) => each.key === key);
    return part ? shown(part) : null;
  };
  if (of === 'criterion') return the(criteriaOf(activity), criterionValues);
  return of === 'field' ? the(formFieldsOf(activity), formFieldValues) : the(examplesOf(activity), exampleValues);
}

const typedFields = (values: Body, names: string[]) => Object.fromEntries(names.map((name) => [name, textOf(values[name])]));

function questionRows(type: QuestionType, values: Body): object[] {
  if (type === 'matching') return rowsShown(values, 'left', 'right').map((row) => ({ row, position: row + 1, left: textOf(values[`left.${row}`]), leftKey: textOf(values[`left.${row}.key`]), right: textOf(values[`right.${row}`]), rightKey: textOf(values[`right.${row}.key`]) }));
  if (type !== 'single' && type !== 'multiple') return [];
  return rowsShown(values, 'option').map((row) => ({ row, position: row + 1, text: textOf(values[`option.${row}`]), key: textOf(values[`option.${row}.key`]), isRight: listOf(values['right']).includes(String(row)) }));
}

const levelRows = (values: Body): object[] =>
  rowsShown(values, 'level', 'descriptor').map((row) => ({
    row, position: row + 1, text: textOf(values[`level.${row}`]), key: textOf(values[`level.${row}.key`]),
    points: textOf(values[`level.${row}.points`]), descriptor: textOf(values[`level.${row}.descriptor`]),
  }));
