import type { Rubric } from '@academy/courses';
import { type Body, numberOf, textOf } from './fields';
import { freshKeys, rowsIn } from './rows';

export type Criterion = Rubric['criteria'][number];

/** A criterion as its form shows it: a row for each level. */
export const criterionValues = ({ title, commentRequired, levels }: Criterion): Body => ({
  title,
  commentRequired: commentRequired ? 'true' : '',
  ...Object.fromEntries(
    levels.flatMap((level, row) => [
      [`level.${row}`, level.title],
      [`level.${row}.key`, level.key],
      [`level.${row}.points`, String(level.points)],
      [`level.${row}.descriptor`, level.descriptor],
    ]),
  ),
});

/** The criterion that a form describes, to be parsed by its schema. */
export function criterionFrom(key: string, body: Body): Record<string, unknown> {
  const rows = rowsIn(body, 'level', 'descriptor');
  const known = rows.map((row) => textOf(body[`level.${row}.key`])).filter((each) => each !== '');
  const fresh = freshKeys('l', known);
  const levels = rows.map((row) => ({
    key: textOf(body[`level.${row}.key`]) || fresh(),
    title: textOf(body[`level.${row}`]).trim(),
    points: textOf(body[`level.${row}.points`]).trim() === '' ? 0 : numberOf(textOf(body[`level.${row}.points`])),
    descriptor: textOf(body[`level.${row}.descriptor`]),
  }));
  return { key, title: textOf(body['title']).trim(), commentRequired: textOf(body['commentRequired']) === 'true', levels };
}
