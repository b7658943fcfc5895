import { found, row, rows, type Transaction } from '@academy/platform';
import type { PostState } from '../post.entity';
import type { ThreadKind, ThreadState } from '../thread.entity';

/** What the commands know of a thread. */
export type ThreadRow = Readonly<{
  id: string;
  spaceId: string;
  courseId: string;
  editionId: string | null;
  activityKey: string | null;
  kind: ThreadKind;
  state: ThreadState;
  language: string;
  title: string;
  authorId: string;
  isLocked: boolean;
  isPinned: boolean;
  answerPostId: string | null;
  lastNumber: number;
  replies: number;
}>;
/** What they know of a post. */
export type PostRow = Readonly<{ id: string; threadId: string; number: number; rootNumber: number; authorId: string; state: PostState; revision: number; language: string; heading: string | null; markdown: string; points: number }>;

const THREAD = `SELECT id, space_id AS "spaceId", course_id AS "courseId", edition_id AS "editionId", activity_key AS "activityKey", kind, state, language, title, author_id AS "authorId",
  is_locked AS "isLocked", is_pinned AS "isPinned", answer_post_id AS "answerPostId", last_number AS "lastNumber", replies FROM thread WHERE id = $1`;
/** Reactions weigh in a thread's score; what was tried in class weighs most. */
const POINTS = 'helpful + thanks + agree + 3 * tried';

/** A thread as it stands, not locked. Throws NotFound. */
export const readThread = async (tx: Transaction, threadId: string): Promise<ThreadRow> => found(await row<ThreadRow>(tx, THREAD, [threadId]), 'thread');
/** The same, locked until the transaction ends. */
export const lockThread = async (tx: Transaction, threadId: string): Promise<ThreadRow> => found(await row<ThreadRow>(tx, `${THREAD} FOR NO KEY UPDATE`, [threadId]), 'thread');

/** The thread of a post, then the post, both locked in this order. Throws NotFound. */
export async function lockPost(tx: Transaction, postId: string): Promise<{ thread: ThreadRow; post: PostRow }> {
  const place = found(await row<{ threadId: string }>(tx, 'SELECT thread_id AS "threadId" FROM post WHERE id = $1', [postId]), 'post');
  const thread = await lockThread(tx, place.threadId);
  const post = await row<PostRow>(
    tx,
    `SELECT id, thread_id AS "threadId", number, root_number AS "rootNumber", author_id AS "authorId", state, revision, language, heading, markdown, ${POINTS} AS points FROM post WHERE id = $1 FOR NO KEY UPDATE`,
    [postId],
  );
  // Merged into another thread between the two statements: the command is tried again.
  return post && post.threadId === thread.id ? { thread, post } : lockPost(tx, postId);
}

/** Gives a locked thread's next post its number. A held one does not show that something was said. */
export async function nextNumber(tx: Transaction, threadId: string, isShown: boolean): Promise<number> {
  const counted = await row<{ number: number }>(
    tx,
    `UPDATE thread SET last_number = last_number + 1, replies = replies + CASE WHEN $2 AND last_number > 0 THEN 1 ELSE 0 END,
       last_post_at = CASE WHEN $2 THEN academy_now() ELSE last_post_at END
     WHERE id = $1 RETURNING last_number AS number`,
    [threadId, isShown],
  );
  return counted!.number;
}

/** The one way in which a post changes between shown, held, hidden and deleted: the thread's counters go with it. Both rows are locked. */
export async function settleState(tx: Transaction, thread: ThreadRow, post: PostRow, state: PostState): Promise<void> {
  const change = Number(state === 'shown') - Number(post.state === 'shown');
  await rows(tx, 'UPDATE post SET state = $2 WHERE id = $1', [post.id, state]);
  await rows(
    tx,
    `UPDATE thread SET replies = replies + $2::int, score = score + $3::int,
       answer_post_id = CASE WHEN $4 AND answer_post_id = $5 THEN NULL ELSE answer_post_id END,
       last_post_at = CASE WHEN $2::int > 0 OR $6 THEN greatest(last_post_at, academy_now()) ELSE last_post_at END
     WHERE id = $1`,
    [thread.id, post.number === 1 ? 0 : change, change * post.points, state !== 'shown', post.id, post.state === 'held' && state === 'shown'],
  );
  if (post.number === 1) await rows(tx, 'UPDATE thread SET state = $2 WHERE id = $1', [thread.id, threadState(state, thread.replies)]);
}

/** A thread goes with its opening post; one that others answered stays when its author takes hers back. */
const threadState = (opening: PostState, replies: number): ThreadState => (opening === 'deleted' && replies > 0 ? 'shown' : opening);

export const placeOf = (thread: ThreadRow) => ({ spaceId: thread.spaceId, courseId: thread.courseId, editionId: thread.editionId, threadId: thread.id });
