import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import { FROM, MARK, POST, type PostView, VISIBLE } from './thread.page.queries';

/** Posts sent at once; a page that gets as many asks again. */
export const MOST_NEWS = 50;
/** "99+". */
const COUNTED = 100;
/** Where the post of a number stands in its thread. */
const placeOf = (number: string): string => `(SELECT s.root_number, s.number FROM post s WHERE s.thread_id = $1 AND s.number = ${number})`;

/** How far a thread or space has come, for pages that stay open. */
@Injectable()
export class DiscussionNews {
  constructor(private readonly database: Database) {}

  /** The number of the newest post that this person may know of. Throws NotFound for a thread that is not shown to them. */
  async ofThread(threadId: string, userId: string): Promise<number> {
    const thread = await this.database.one<{ newest: number }>(
      `SELECT coalesce((SELECT p.number FROM post p WHERE p.thread_id = t.id AND (p.state <> 'held' OR p.author_id = $2) ORDER BY p.number DESC LIMIT 1), 0) AS newest
       FROM thread t WHERE t.id = $1 AND (t.state IN ('shown', 'merged') OR (t.state = 'held' AND t.author_id = $2))`,
      [threadId, userId],
    );
    return found(thread, 'thread').newest;
  }

  /** When something was last said in a space, in milliseconds since 1970; 0 where nothing was. */
  async ofSpace(spaceId: string): Promise<number> {
    const latest = await this.database.one<{ at: Date }>(`SELECT last_post_at AS at FROM thread WHERE space_id = $1 AND state = 'shown' ORDER BY last_post_at DESC, id DESC LIMIT 1`, [spaceId]);
    return latest?.at.getTime() ?? 0;
  }

  /**
   * What an open page lacks: posts at places from `first` to `last` (null: to the end), which it does not know as they are.
   * `known`: `<number>.<mark>` of those it shows.
   */
  onPage(threadId: string, userId: string, { first, last, known }: { first: number; last: number | null; known: readonly string[] }): Promise<PostView[]> {
    return this.database.query<PostView>(
      `WITH lacking AS (
         SELECT p.id FROM post p JOIN thread t ON t.id = p.thread_id
         WHERE p.thread_id = $1 AND (p.root_number, p.number) >= ${placeOf('$3')} AND ${last === null ? '$4::int IS NULL' : `(p.root_number, p.number) <= ${placeOf('$4')}`}
           AND ${VISIBLE} AND p.number || '.' || ${MARK} <> ALL ($5::text[])
         ORDER BY p.root_number, p.number LIMIT ${MOST_NEWS})
       SELECT ${POST} ${FROM} WHERE p.id IN (SELECT id FROM lacking) ORDER BY p.root_number, p.number`,
      [threadId, userId, first, last, known],
    );
  }

  /** How many shown posts of others came after a number at places behind `last`, up to a hundred. */
  async behind(threadId: string, userId: string, { last, after }: { last: number; after: number }): Promise<number> {
    const counted = await this.database.one<{ posts: number }>(
      `SELECT count(*)::int AS posts FROM (SELECT FROM post p WHERE p.thread_id = $1 AND p.number > $3 AND p.state = 'shown' AND p.author_id <> $2
         AND (p.root_number, p.number) > ${placeOf('$4')} LIMIT ${COUNTED}) n`,
      [threadId, userId, after, last],
    );
    return counted!.posts;
  }

  /** How many cards others have put on a wall since, up to a hundred. */
  async onWall(threadId: string, userId: string, since: Date): Promise<number> {
    const counted = await this.database.one<{ cards: number }>(
      `SELECT count(*)::int AS cards FROM (SELECT FROM post p WHERE p.thread_id = $1 AND p.number > 1 AND p.created_at > $3 AND p.state = 'shown' AND p.author_id <> $2 ORDER BY p.number DESC LIMIT ${COUNTED}) n`,
      [threadId, userId, since],
    );
    return counted!.cards;
  }

  /** In how many threads of a space, or of one of its activities, others have said something since, up to a hundred. */
  async inSpace(spaceId: string, userId: string, since: Date, activityKey: string | null): Promise<number> {
    const counted = await this.database.one<{ threads: number }>(
      `SELECT count(*)::int AS threads FROM (
         SELECT FROM thread t WHERE t.space_id = $1 AND t.state = 'shown' AND t.last_post_at > $3 AND ($4::text IS NULL OR t.activity_key = $4)
           AND (SELECT p.author_id <> $2 OR p.created_at <= $3 FROM post p WHERE p.thread_id = t.id AND p.state = 'shown' ORDER BY p.number DESC LIMIT 1) LIMIT ${COUNTED}) n`,
      [spaceId, userId, since, activityKey],
    );
    return counted!.threads;
  }
}
