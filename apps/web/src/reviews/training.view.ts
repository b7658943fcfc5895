import type { TrainingExample } from '@academy/reviews';
import type { FormState } from '../views/forms';

/** An example as a form, or beside what staff said once it is answered. */
export function exampleView({ criteria, compared }: TrainingExample, form: FormState, say: (message: string) => string) {
  const errorOf = (key: string) => (form.errors[`scores.${key}`] === undefined ? null : say('review.levelMissing'));
  const chosen = (key: string) => form.values[`level.${key}`];
  return {
    problems: criteria.flatMap(({ key, title }) => (errorOf(key) === null ? [] : [{ id: `field-level.${key}`, text: title, message: errorOf(key) }])),
    criteria: criteria.map(({ key, title, levels }) => ({
      name: `level.${key}`,
      title,
      error: errorOf(key),
      options: levels.map((level) => ({ value: level.key, label: level.title, hint: level.descriptor, isChosen: chosen(key) === level.key })),
    })),
    agreement: compared?.agreement ?? null,
    isAnswered: compared !== null,
    compared: (compared?.criteria ?? []).map(({ key, level, staffLevel, staffComment, isSame }) => {
      const criterion = criteria.find((each) => each.key === key);
      const titleOf = (wanted: string) => criterion?.levels.find((each) => each.key === wanted)?.title ?? '';
      return { title: criterion?.title ?? '', mine: titleOf(level), staff: titleOf(staffLevel), comment: staffComment, isSame };
    }),
  };
}
