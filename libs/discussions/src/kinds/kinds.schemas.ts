import { z } from 'zod';
import { LONGEST_POST, OpenThread } from '../posting/posting.schemas';

export const MOST_OPTIONS = 10;

const normal = (words: string): string => words.normalize('NFKC').toLowerCase();

/** Options in their order, each in its own words; `closesAt` null: the poll stays open. */
export const PollInput = z.strictObject({
  options: z.array(z.string().trim().min(1).max(200)).min(2).max(MOST_OPTIONS).refine((options) => new Set(options.map(normal)).size === options.length, 'Two options say the same.'),
  isMultiple: z.boolean().default(false),
  closesAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type PollInput = z.infer<typeof PollInput>;

/** Its title is the question; words about it may follow. */
export const OpenPoll = OpenThread.extend({ kind: z.literal('poll'), markdown: z.string().max(LONGEST_POST).default(''), poll: PollInput });
/** Of the whole space, never of one activity. */
export const OpenAnnouncement = OpenThread.omit({ activityKey: true }).extend({ kind: z.literal('announcement') });

/** A thread of any kind. */
export const OpenAnyThread = z.discriminatedUnion('kind', [OpenThread, OpenPoll, OpenAnnouncement]);
export type OpenAnyThread = z.infer<typeof OpenAnyThread>;

/** Keys of the chosen options; none takes one's vote back. */
export const CastVote = z.strictObject({ options: z.array(z.string().regex(/^[a-z0-9-]{1,64}$/)).max(MOST_OPTIONS) });
export type CastVote = z.infer<typeof CastVote>;
