import { z } from 'zod';

const PathKeyText = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** Characters of one post; as much as a long essay. */
export const LONGEST_POST = 20_000;
export const MOST_FILES = 5;

/** A BCP 47 tag as people choose them: `pt`, `pt-BR`, `sr-Latn`. */
export const PostLanguage = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, 'A language tag such as "pt" is needed.');
export const PostMarkdown = z.string().max(LONGEST_POST).refine((text) => text.trim() !== '', 'Please write something.');
export const ThreadTitle = z.string().trim().min(1).max(200);
const fileIds = z.array(z.uuid()).max(MOST_FILES).optional();

/** What everybody opens by some words alone. */
export const OPENED_KINDS = ['question', 'conversation', 'wall'] as const;
export const OpenThread = z.strictObject({
  title: ThreadTitle,
  kind: z.enum(OPENED_KINDS),
  language: PostLanguage,
  activityKey: PathKeyText.nullable().optional(),
  markdown: PostMarkdown,
  fileIds,
});
export type OpenThread = z.infer<typeof OpenThread>;
export const WritePost = z.strictObject({ markdown: PostMarkdown, replyTo: z.uuid().nullable().optional(), language: PostLanguage.optional(), fileIds });
export type WritePost = z.infer<typeof WritePost>;
export const EditPost = z.strictObject({ markdown: PostMarkdown, title: ThreadTitle.optional(), language: PostLanguage.optional(), revision: z.number().int().positive().optional() });
export type EditPost = z.infer<typeof EditPost>;
export const ChangeThread = z.strictObject({
  isPinned: z.boolean().optional(),
  isLocked: z.boolean().optional(),
  title: ThreadTitle.optional(),
  moveToActivityKey: PathKeyText.nullable().optional(),
});
export type ChangeThread = z.infer<typeof ChangeThread>;
