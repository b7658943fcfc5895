import { NEEDS, REVIEWER_NEEDS, SUBMISSION_STATES } from '@academy/reviews';
import { z } from 'zod';

/** A filter that was left empty, or that somebody mistyped in the address, does not filter. */
const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

export const VIEWS = ['works', 'reviewers', 'claims'] as const;
export const BoardView = z.object({
  view: z.enum(VIEWS).catch('works').default('works'),
  state: optional(z.enum(SUBMISSION_STATES)),
  language: optional(z.string().min(1).max(35)),
  need: optional(z.enum(NEEDS)),
  who: optional(z.enum(REVIEWER_NEEDS)),
  cursor: optional(z.string().min(1).max(500)),
  /** Every work on the page is ticked, for those who have no script for it. */
  ticked: optional(z.literal('page')),
});
export type BoardView = z.infer<typeof BoardView>;

/** The view as it stands in an address: `?view=claims`, or nothing. */
export function queryOf({ view, ...filter }: BoardView): string {
  const given = Object.entries({ ...(view === 'works' ? {} : { view }), ...filter }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
