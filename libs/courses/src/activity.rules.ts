import type { FieldError } from '@academy/platform';
import type { Activity, ActivityOf, NewActivity } from './activity.schemas';
import { whyNotComplete } from './completion.rules';
import type { Question } from './questions.schemas';
import type { SurveyQuestion } from './survey.schemas';

/** What its schema cannot say of an activity: keys that name two things or nothing, a completion rule of another kind. */
export function activityErrors(activity: Activity | NewActivity, pointer: string): FieldError[] {
  const errors = keyErrors(keyedLists(activity), pointer);
  if (activity.completion && whyNotComplete(activity.kind, activity.completion.rule)) {
    errors.push({ pointer: `${pointer}/completion`, detail: `"${activity.completion.rule}" is no completion rule for the kind ${activity.kind}` });
  }
  return activity.kind === 'assignment' ? [...errors, ...exampleErrors(activity, pointer)] : errors;
}

/** Staff can only have given levels that the rubric has. */
function exampleErrors({ examples, rubric }: Pick<ActivityOf<'assignment'>, 'examples' | 'rubric'>, pointer: string): FieldError[] {
  const levels = new Map(rubric.criteria.map((criterion) => [criterion.key, criterion.levels.map(({ key }) => key)]));
  return examples.flatMap(({ scores, comments }, e) => {
    const at = `${pointer}/examples/${e}`;
    const wrong = Object.entries(scores).filter(([criterion, level]) => !levels.get(criterion)?.includes(level));
    const lost = Object.keys(comments).filter((criterion) => !levels.has(criterion));
    return [
      ...wrong.map(([criterion, level]) => ({ pointer: `${at}/scores/${criterion}`, detail: levels.has(criterion) ? `"${level}" is no level of this criterion` : `"${criterion}" is no criterion of the rubric` })),
      ...lost.map((criterion) => ({ pointer: `${at}/comments/${criterion}`, detail: `"${criterion}" is no criterion of the rubric` })),
    ];
  });
}

type KeyedList = { at: string; keys: string[] };

function keyedLists(activity: Activity | NewActivity): KeyedList[] {
  const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key);
  if (activity.kind === 'quiz' || activity.kind === 'survey') {
    const options = activity.questions.flatMap((question: Question | SurveyQuestion, q) =>
      'options' in question && question.options ? [{ at: `/questions/${q}/options`, keys: keys(question.options) }] : [],
    );
    return [{ at: '/questions', keys: keys(activity.questions) }, ...options];
  }
  if (activity.kind === 'assignment') {
    const { criteria } = activity.rubric;
    return [
      { at: '/rubric/criteria', keys: keys(criteria) },
      ...criteria.map(({ levels }, c) => ({ at: `/rubric/criteria/${c}/levels`, keys: keys(levels) })),
      { at: '/form/fields', keys: keys(activity.form.fields) },
      { at: '/examples', keys: keys(activity.examples) },
    ];
  }
  return [];
}

const keyErrors = (lists: KeyedList[], pointer: string): FieldError[] =>
  lists.flatMap(({ at, keys }) =>
    keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ pointer: `${pointer}${at}/${index}/key`, detail: `"${key}" is used twice` }] : [])),
  );
