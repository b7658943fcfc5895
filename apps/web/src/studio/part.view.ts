import { type Messages, NotFound } from '@academy/platform';
import { type Question, QUESTION_TYPES, type QuestionType } from '@academy/courses';
import { languageBeside } from '../learning/language';
import { emptyForm } from '../views/forms';
import { type Criterion, criterionValues } from './criterion.form';
import type { ActivityOfDraft } from './draft.places';
import { type Again, digestOf, type Part } from './editing';
import { type Body, listOf, textOf } from './fields';
import { shownForm } from './form.shown';
import { questionValues } from './question.form';
import { rowsShown } from './rows';

export const questionsOf = (activity: ActivityOfDraft): readonly Question[] => (activity.kind === 'quiz' ? activity.questions : []);
export const criteriaOf = (activity: ActivityOfDraft): readonly Criterion[] => (activity.kind === 'assignment' ? activity.rubric.criteria : []);

/** The parts of an activity as its own page lists them. */
export function listedParts(messages: Messages, locale: string, activity: ActivityOfDraft) {
  const questions = questionsOf(activity).map(({ key, prompt, type, points }, index) => ({
    key, text: oneLine(prompt), type, points, isFirst: index === 0, isLast: index === questionsOf(activity).length - 1,
  }));
  const criteria = criteriaOf(activity).map(({ key, title, levels }, index) => ({
    key, text: title, levels: levels.length, isFirst: index === 0, isLast: index === criteriaOf(activity).length - 1,
  }));
  return { questions, criteria, types: QUESTION_TYPES.map((type) => ({ value: type, label: messages.text(locale, `studio.type-${type}`) })) };
}

const oneLine = (markdown: string): string => {
  const text = markdown.replace(/\s+/g, ' ').replace(/[*_`#>]+/g, '').trim();
  return text.length > 120 ? `${text.slice(0, 118)} …` : text;
};

/** The form of one part. */
export function partView(messages: Messages, locale: string, language: string, activity: ActivityOfDraft, part: Part, again: Again | null) {
  const lang = languageBeside(language, locale);
  if (part.of === 'criterion') {
    const criterion = criteriaOf(activity).find(({ key }) => key === part.key) ?? null;
    if (activity.kind !== 'assignment' || (part.key !== null && !criterion && !again)) throw new NotFound('criterion');
    const form = shownForm(messages, locale, again?.form ?? emptyForm(criterion ? criterionValues(criterion) : {}));
    return { pane: 'criterion', part: { key: part.key }, form, seen: again?.based.seen ?? (criterion ? digestOf(criterionValues(criterion)) : ''), typed: typedFields(form.values, ['title', 'commentRequired']), rows: levelRows(form.values), contentLang: lang };
  }
  const question = questionsOf(activity).find(({ key }) => key === part.key) ?? null;
  if (activity.kind !== 'quiz' || (part.key !== null && !question && !again)) throw new NotFound('question');
  const type = question?.type ?? part.type;
  const form = shownForm(messages, locale, again?.form ?? emptyForm(question ? questionValues(question) : { points: '1' }));
  const typed = typedFields(form.values, ['prompt', 'points', 'feedback', 'answer', 'answers', 'value', 'tolerance', 'lines']);
  return { pane: 'question', part: { key: part.key, type }, form, seen: again?.based.seen ?? (question ? digestOf(questionValues(question)) : ''), typed, rows: questionRows(type, form.values), contentLang: lang };
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
