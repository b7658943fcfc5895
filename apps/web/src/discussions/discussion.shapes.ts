import { PageQuery } from '@academy/platform';
import { postHtml, PostLanguage, type PostView, REACTIONS, THREAD_FILTERS, THREAD_KINDS, THREAD_SORTS, type ThreadLine } from '@academy/discussions';
import { z } from 'zod';
import { Id, PathKey } from '../http/shapes';

/** `q` finds titles and posts, in each language by its own dictionary and without accents; `unanswered`: questions without an endorsed answer. */
export const ThreadsQuery = z.strictObject({
  ...PageQuery,
  activity: PathKey.optional(),
  kind: z.enum(THREAD_KINDS).optional(),
  language: PostLanguage.optional(),
  filter: z.enum(THREAD_FILTERS).optional(),
  sort: z.enum(THREAD_SORTS).default('latest'),
  q: z.string().trim().max(200).optional(),
});
export const PostsQuery = z.strictObject(PageQuery);

const Author = z.object({ id: z.string(), displayName: z.string() });
/** `unreadCount`: others' posts not read; `replyCount`: shown posts beside the opening one. */
export const ThreadDocument = z.object({
  id: z.string(), kind: z.enum(THREAD_KINDS), title: z.string(), language: z.string(), activityKey: z.string().nullable(), author: Author, createdAt: z.string(), lastPostAt: z.string(),
  replyCount: z.number(), unreadCount: z.number(), score: z.number(), answered: z.boolean(), isPinned: z.boolean(), isLocked: z.boolean(), isFollowing: z.boolean(), isMuted: z.boolean(), state: z.string(),
});
/** `markdown` and `html` are null where the words are hidden, deleted, or of somebody you blocked. */
export const PostDocument = z.object({
  id: z.string(), number: z.number(), author: Author, markdown: z.string().nullable(), html: z.string().nullable(), language: z.string(), createdAt: z.string(), editedAt: z.string().nullable(), revision: z.number(),
  replyTo: z.string().nullable(), state: z.string(), reactions: z.object({ helpful: z.number(), thanks: z.number(), agree: z.number(), tried: z.number() }), myReactions: z.array(z.enum(REACTIONS)),
});
/** `votes` and `voters` count people; null until one has voted, or the poll is closed. `isMine`: of one's own choice. */
export const PollDocument = z.object({
  isMultiple: z.boolean(), closesAt: z.string().nullable(), isClosed: z.boolean(), voters: z.number().nullable(),
  options: z.array(z.object({ key: z.string(), words: z.string(), votes: z.number().nullable(), isMine: z.boolean() })),
});
export const ThreadPageDocument = z.object({
  thread: ThreadDocument.extend({ editionId: z.string().nullable(), answerPostId: z.string().nullable(), mergedInto: z.string().nullable(), readUpTo: z.number(), poll: PollDocument.nullable() }),
  posts: z.object({ items: z.array(PostDocument), nextCursor: z.string().nullable() }),
});
export const Opened = z.object({ id: z.string(), postId: z.string(), state: z.enum(['shown', 'held']) });
export const Written = z.object({ id: z.string(), number: z.number(), state: z.enum(['shown', 'held']) });
/** Pinning, locking, naming and moving are for moderators; the answer is the asker's to endorse too. `answerPostId` null takes it back. */
export const ThreadChange = z.strictObject({
  pinned: z.boolean().optional(),
  locked: z.boolean().optional(),
  title: z.string().trim().min(1).max(200).optional(),
  answerPostId: Id.nullable().optional(),
  moveToActivityKey: PathKey.nullable().optional(),
});

export const threadDocument = (line: ThreadLine) => ({
  id: line.id, kind: line.kind, title: line.title, language: line.language, activityKey: line.activityKey, author: line.author, createdAt: line.createdAt.toISOString(), lastPostAt: line.lastPostAt.toISOString(),
  replyCount: line.replyCount, unreadCount: line.unreadCount, score: line.score, answered: line.answered, isPinned: line.isPinned, isLocked: line.isLocked, isFollowing: line.isFollowing, isMuted: line.isMuted, state: line.state,
});

export function postDocument(post: PostView, editionId: string | null) {
  const markdown = post.isBlocked ? null : post.markdown;
  return {
    id: post.id, number: post.number, author: { id: post.author.id, displayName: post.author.displayName }, markdown, html: markdown === null ? null : postHtml(markdown, { editionId }),
    language: post.language, createdAt: post.createdAt.toISOString(), editedAt: post.editedAt?.toISOString() ?? null, revision: post.revision, replyTo: post.replyTo, state: post.state,
    reactions: post.reactions, myReactions: post.myReactions,
  };
}
