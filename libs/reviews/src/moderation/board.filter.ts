import { z } from 'zod';
import { CASE_KINDS } from '../grade.entities';
import { SUBMISSION_STATES } from '../submission.entity';

/** What is to be looked at: short of reviews, held by a flag, late, under appeal, with a decision due, alike to another. */
export const NEEDS = ['short', 'flagged', 'late', 'appeal', 'moderators', 'alike'] as const;
/** `owes`: reviews are missing; `no-show`: none given and the own deadline is over; `volunteer`: reviews more than she owes. */
export const REVIEWER_NEEDS = ['owes', 'no-show', 'volunteer'] as const;

export const SubmissionFilter = {
  state: z.enum(SUBMISSION_STATES).optional(),
  language: z.string().max(35).optional(),
  round: z.coerce.number().int().min(1).max(2).optional(),
  need: z.enum(NEEDS).optional(),
};
export const ReviewerFilter = { need: z.enum(REVIEWER_NEEDS).optional() };
export type SubmissionFilter = Readonly<{ [K in keyof typeof SubmissionFilter]?: z.infer<(typeof SubmissionFilter)[K]> }>;
export type ReviewerFilter = Readonly<{ [K in keyof typeof ReviewerFilter]?: z.infer<(typeof ReviewerFilter)[K]> }>;

const counts = z.object({ submissions: z.number(), wanted: z.number(), finished: z.number(), short: z.number() });
/** A number each. */
const countOf = <Name extends string>(names: readonly Name[]) => z.object(Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>);
const gap = z.object({ round: z.number(), language: z.string(), openWorks: z.number(), wanted: z.number(), owed: z.number(), expected: z.number(), gap: z.number() });

export const BoardSummary = z.object({
  states: countOf(SUBMISSION_STATES),
  languages: z.array(counts.extend({ language: z.string() })),
  /** Submitted works with fewer reviews than they want. */
  short: z.number(),
  late: z.number(),
  held: z.number(),
  wanted: z.number(),
  finished: z.number(),
  claims: z.number(),
  /** People; and reviews that they owe. */
  owing: z.number(),
  owed: z.number(),
  noShows: z.number(),
  volunteers: z.number(),
  /** Open cases. */
  flags: z.number(),
  appeals: z.number(),
  cases: countOf(CASE_KINDS),
  overdue: z.number(),
  gradesToRelease: z.number(),
  /** Reviews that will be missing at the deadline, by language and round, if reviewing goes on as it does. */
  expectedGap: z.array(gap),
});
export type BoardSummary = z.infer<typeof BoardSummary>;
