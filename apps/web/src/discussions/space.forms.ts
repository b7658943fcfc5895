import { THREAD_FILTERS, THREAD_KINDS, THREAD_SORTS } from '@academy/discussions';
import { z } from 'zod';
import { PathKey } from '../http/shapes';

/** Fields of a form sent with GET come along empty. */
const given = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const Tag = z.string().regex(/^[A-Za-z0-9-]{1,35}$/);

/** Words that are looked for. Postgres holds no NUL. */
export const SearchWords = z.string().trim().max(200).refine((words) => !words.includes('\0'), 'These are no words.');

/** The address of a list. `language`: tags, `all`, or `mine` (what one reads by one's profile). Other fields are not ours. */
export const SpaceQuery = z.object({
  q: given(SearchWords),
  filter: given(z.enum(THREAD_FILTERS)),
  sort: given(z.enum(THREAD_SORTS)),
  kind: given(z.enum(THREAD_KINDS)),
  activity: given(PathKey),
  language: given(z.union([Tag.transform((tag) => [tag]), z.array(Tag).max(60)])),
  cursor: given(z.string().max(500)),
});
export type SpaceQuery = z.infer<typeof SpaceQuery>;

export const FollowForm = z.object({ activity: PathKey.optional(), follow: z.enum(['true', 'false']).transform((word) => word === 'true') });
