import type { ReviewInput, ShownReview } from '@academy/reviews';
import { z } from 'zod';
import { listOf } from '../learning/learning.forms';

/** A review as a browser sends it: `level.<criterion>`, `comment.<criterion>`, `overall`, `keeps`, `suggests`. */
export const ReviewForm = z.record(z.string().max(200), z.union([z.string().max(25_000), z.array(z.string().max(25_000)).max(20)]));
export type ReviewFields = z.infer<typeof ReviewForm>;

/** What a form says, over what is written already: a field that it does not have stays as it was. */
export function inputFrom(fields: ReviewFields, { criteria, draft }: Pick<ShownReview, 'criteria' | 'draft'>, done: boolean): ReviewInput {
  const text = (name: string, before: string) => (fields[name] === undefined ? before : (listOf(fields[name]).at(-1) ?? '').replaceAll('\r\n', '\n'));
  const levels = criteria.map(({ key }) => [key, listOf(fields[`level.${key}`]).at(-1) ?? draft.scores[key]] as const);
  const comments = criteria.map(({ key }) => [key, text(`comment.${key}`, draft.comments[key] ?? '')] as const);
  return {
    scores: Object.fromEntries(levels.filter((level): level is readonly [string, string] => level[1] !== undefined)),
    comments: Object.fromEntries(comments.filter(([, comment]) => comment !== '')),
    overall: text('overall', draft.overall),
    keeps: text('keeps', draft.keeps),
    suggests: text('suggests', draft.suggests),
    done,
  };
}

/** Levels alone, of an example to train on. */
export const levelsFrom = (fields: ReviewFields, criteria: readonly { key: string }[]): Record<string, string> =>
  Object.fromEntries(criteria.flatMap(({ key }) => listOf(fields[`level.${key}`]).slice(-1).map((level) => [key, level])));
