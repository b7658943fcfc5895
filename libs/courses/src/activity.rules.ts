import type { FieldError } from '@academy/platform';
import type { Activity, NewActivity } from './activity.schemas';
import { whyNotComplete } from './completion.rules';

/** What its schema cannot say of an activity: keys that name two things, a completion rule of another kind. */
export function activityErrors(activity: Activity | NewActivity, pointer: string): FieldError[] {
  const errors = keyErrors(keyedLists(activity), pointer);
  if (activity.completion && whyNotComplete(activity.kind, activity.completion.rule)) {
    errors.push({ pointer: `${pointer}/completion`, detail: `"${activity.completion.rule}" is no completion rule for the kind ${activity.kind}` });
  }
  return errors;
}

type KeyedList = { at: string; keys: string[] };

function keyedLists(activity: Activity | NewActivity): KeyedList[] {
  const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key);
  if (activity.kind === 'quiz') {
    const options = activity.questions.flatMap((question, q) =>
      'options' in question && question.options ? [{ at: `/questions/${q}/options`, keys: keys(question.options) }] : [],
    );
    return [{ at: '/questions', keys: keys(activity.questions) }, ...options];
  }
  if (activity.kind === 'assignment') {
    const { criteria } = activity.rubric;
    return [{ at: '/rubric/criteria', keys: keys(criteria) }, ...criteria.map(({ levels }, c) => ({ at: `/rubric/criteria/${c}/levels`, keys: keys(levels) }))];
  }
  return [];
}

const keyErrors = (lists: KeyedList[], pointer: string): FieldError[] =>
  lists.flatMap(({ at, keys }) =>
    keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ pointer: `${pointer}${at}/${index}/key`, detail: `"${key}" is used twice` }] : [])),
  );
