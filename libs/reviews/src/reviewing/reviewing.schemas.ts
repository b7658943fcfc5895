import { Key } from '@academy/courses';
import { z } from 'zod';

const Text = z.string().max(20_000);

/** What a reviewer sends. `keeps` and `suggests` stay as they are where they are left out. */
export const ReviewInput = z.strictObject({
  scores: z.record(Key, Key).default({}),
  comments: z.record(Key, Text).default({}),
  overall: Text.default(''),
  keeps: Text.optional(),
  suggests: Text.optional(),
  done: z.boolean().default(false),
});
export type ReviewInput = z.infer<typeof ReviewInput>;
