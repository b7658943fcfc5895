import { LONGEST_POST, MOST_OPTIONS, type OpenAnyThread, PollInput, PostLanguage, PostMarkdown, ThreadTitle, WALL_SORTS } from '@academy/discussions';
import { z } from 'zod';
import { instantOf } from '@academy/platform';
import { PathKey } from '../http/shapes';

/** `next`: whether it goes out, or is only shown as it would be. */
const composed = { title: ThreadTitle, language: PostLanguage, acceptsConduct: z.literal('true').optional(), next: z.enum(['post', 'preview']).default('post') };
/** `options`: one answer a line; `closesOn`: the last day, of who asks. */
export const PollForm = z.strictObject({
  ...composed,
  markdown: z.string().max(LONGEST_POST).default(''),
  options: z.string().max(3_000).transform(optionsIn).pipe(PollInput.shape.options),
  isMultiple: z.literal('true').optional(),
  closesOn: z.iso.date().optional(),
  activity: PathKey.optional(),
});
export const AnnouncementForm = z.strictObject({ ...composed, markdown: PostMarkdown });

/** A poll ends with the day that is named, where who asks is. */
export const openingOfPoll = ({ title, language, markdown, options, isMultiple, closesOn, activity }: z.infer<typeof PollForm>, timeZone: string): OpenAnyThread => ({
  kind: 'poll', title, language, markdown, activityKey: activity ?? null,
  poll: { options, isMultiple: isMultiple === 'true', closesAt: closesOn === undefined ? null : instantOf(`${closesOn}T23:59`, timeZone) },
});

/** Marks of a list before an answer are no part of it. */
function optionsIn(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/^\s*[-*•]\s+/, '').trim()).filter((line) => line !== '');
}

const chosen = z.union([z.array(z.string()), z.string().transform((key) => [key])]);
export const VoteForm = z.strictObject({ options: chosen.pipe(z.array(z.string().max(64)).min(1).max(MOST_OPTIONS)) });

/** A card: what a picture shows is asked of whoever adds one. */
export const ContributionForm = z.strictObject({
  markdown: PostMarkdown,
  language: PostLanguage,
  description: z.string().trim().max(500).optional(),
  fileId: z.uuid().optional(),
  acceptsConduct: z.literal('true').optional(),
});
export type ContributionForm = z.infer<typeof ContributionForm>;

export const WallQuery = { sort: z.enum(WALL_SORTS).catch('newest').default('newest'), cursor: z.string().max(500).optional().catch(undefined) };
/** `given`: whether one's vote is there from now on. */
export const CardVote = z.object({ given: z.enum(['true', 'false']), ...WallQuery });
