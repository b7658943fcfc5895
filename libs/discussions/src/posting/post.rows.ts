import { record, Refused, row, rows, type Transaction } from '@academy/platform';
import { PostHeld, PostShown } from '../discussions.facts';
import { mentionedIn } from './mentions.rules';
import { nextNumber, placeOf, type ThreadRow } from './thread.rows';
import { signal } from './live.signals';

export type NewPost = Readonly<{ authorId: string; language: string; heading: string | null; markdown: string; replyTo: string | null; fileIds: readonly string[]; isHeld: boolean }>;

/** Appends a post to a locked thread: with its number, its files, whom it mentions, and the news of it. */
export async function append(tx: Transaction, thread: ThreadRow, post: NewPost): Promise<{ postId: string; number: number }> {
  const root = post.replyTo === null ? null : await rootOf(tx, thread, post.replyTo);
  const number = await nextNumber(tx, thread.id, !post.isHeld);
  const written = await row<{ id: string }>(
    tx,
    `INSERT INTO post (thread_id, space_id, number, root_number, reply_to, author_id, language, heading, markdown, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [thread.id, thread.spaceId, number, root?.number ?? number, post.replyTo, post.authorId, post.language, post.heading, post.markdown, post.isHeld ? 'held' : 'shown'],
  );
  const postId = written!.id;
  await attach(tx, thread.spaceId, postId, post.authorId, post.fileIds);
  await mention(tx, postId, post.markdown);
  await rows(
    tx,
    `INSERT INTO thread_reader (user_id, thread_id, space_id, is_following) VALUES ($1, $2, $3, true)
     ON CONFLICT (user_id, thread_id) DO UPDATE SET is_following = coalesce(thread_reader.is_following, true)`,
    [post.authorId, thread.id, thread.spaceId],
  );
  const involved = { actorId: post.authorId, personId: post.authorId };
  if (post.isHeld) await record(tx, PostHeld, { ...placeOf(thread), postId }, involved);
  else {
    await record(tx, PostShown, { ...placeOf(thread), postId, wasHeld: false }, involved);
    await signal(tx, { space: thread.spaceId, thread: thread.id, post: postId, number, what: 'post' });
  }
  return { postId, number };
}

/** Whom a text mentions: participants alone. Who is no longer named is forgotten. */
export async function mention(tx: Transaction, postId: string, markdown: string): Promise<void> {
  const people = mentionedIn(markdown);
  await rows(
    tx,
    `WITH gone AS (DELETE FROM mention WHERE post_id = $1 AND user_id <> ALL ($2::uuid[]))
     INSERT INTO mention (post_id, user_id)
     SELECT $1, u.id FROM post p JOIN thread t ON t.id = p.thread_id, users u
     WHERE p.id = $1 AND u.id = ANY ($2::uuid[]) AND (
       EXISTS (SELECT FROM enrolment e JOIN edition d ON d.id = e.edition_id
               WHERE e.user_id = u.id AND e.state IN ('active', 'completed', 'expired') AND CASE WHEN t.edition_id IS NULL THEN d.course_id = t.course_id AND e.state = 'completed' ELSE d.id = t.edition_id END)
       OR EXISTS (SELECT FROM role_grant g WHERE g.user_id = u.id AND g.scope_id IN (t.edition_id::text, t.course_id::text)))
     ON CONFLICT DO NOTHING`,
    [postId, people],
  );
}

/** A reply to a reply stands below the same post. Refuses what is not in this thread, or not there any more. */
async function rootOf(tx: Transaction, thread: ThreadRow, replyTo: string): Promise<{ number: number }> {
  const root = await row<{ number: number }>(tx, "SELECT root_number AS number FROM post WHERE id = $1 AND thread_id = $2 AND state = 'shown'", [replyTo, thread.id]);
  if (!root) throw new Refused('not-in-thread');
  return root;
}

async function attach(tx: Transaction, spaceId: string, postId: string, authorId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const attached = await rows(
    tx,
    'UPDATE post_file SET post_id = $1 WHERE id = ANY ($2::uuid[]) AND space_id = $3 AND uploaded_by = $4 AND post_id IS NULL RETURNING id',
    [postId, fileIds, spaceId, authorId],
  );
  if (attached.length !== new Set(fileIds).size) throw new Refused('file-unknown');
}
