import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';

/** What somebody has read, and what they follow. Every command may be given again. */
@Injectable()
export class Readers {
  constructor(private readonly database: Database) {}

  /** Everything up to this number of a thread was read; what was read stays read. */
  async markRead(threadId: string, userId: string, upTo: number): Promise<void> {
    await this.database.query(
      `INSERT INTO thread_reader (user_id, thread_id, space_id, up_to, read_at) SELECT $2, t.id, t.space_id, least($3::int, t.last_number), academy_now() FROM thread t WHERE t.id = $1
       ON CONFLICT (user_id, thread_id) DO UPDATE SET up_to = greatest(thread_reader.up_to, excluded.up_to), read_at = excluded.read_at`,
      [threadId, userId, upTo],
    );
  }

  /**
   * These posts were shown. Read is what lies before the first post that she has neither seen nor written: replies far down have
   * low places and high numbers, and none of those in between may count as read.
   */
  async markShown(threadId: string, userId: string, numbers: readonly number[]): Promise<void> {
    await this.database.query(
      `INSERT INTO thread_reader (user_id, thread_id, space_id, up_to, read_at)
       SELECT $2, t.id, t.space_id, coalesce((SELECT p.number - 1 FROM post p LEFT JOIN thread_reader r ON r.thread_id = p.thread_id AND r.user_id = $2
         WHERE p.thread_id = t.id AND p.number > coalesce(r.up_to, 0) AND p.state = 'shown' AND p.author_id <> $2 AND p.number <> ALL ($3::int[]) ORDER BY p.number LIMIT 1), t.last_number), academy_now()
       FROM thread t WHERE t.id = $1
       ON CONFLICT (user_id, thread_id) DO UPDATE SET up_to = greatest(thread_reader.up_to, excluded.up_to), read_at = excluded.read_at`,
      [threadId, userId, numbers],
    );
  }

  /** Everything in the space counts as read. */
  async markAllRead(spaceId: string, userId: string): Promise<void> {
    await this.database.query(
      `WITH read AS (UPDATE thread_reader r SET up_to = t.last_number, read_at = academy_now() FROM thread t WHERE t.id = r.thread_id AND r.user_id = $2 AND r.space_id = $1 AND r.up_to < t.last_number)
       INSERT INTO space_reader (user_id, space_id, all_read_at) VALUES ($2, $1, academy_now()) ON CONFLICT (user_id, space_id) DO UPDATE SET all_read_at = excluded.all_read_at`,
      [spaceId, userId],
    );
  }

  /** Follows a thread, or hears of it no more. */
  async follow(threadId: string, userId: string, isFollowing: boolean): Promise<void> {
    await this.database.query(
      `INSERT INTO thread_reader (user_id, thread_id, space_id, is_following) SELECT $2, t.id, t.space_id, $3 FROM thread t WHERE t.id = $1
       ON CONFLICT (user_id, thread_id) DO UPDATE SET is_following = excluded.is_following, is_muted = thread_reader.is_muted AND NOT excluded.is_following`,
      [threadId, userId, isFollowing],
    );
  }

  /** Hears nothing of a thread any more, and where she is named only in the Academy itself; or of that again. */
  async mute(threadId: string, userId: string, isMuted: boolean): Promise<void> {
    await this.database.query(
      `INSERT INTO thread_reader (user_id, thread_id, space_id, is_following, is_muted) SELECT $2, t.id, t.space_id, false, $3 FROM thread t WHERE t.id = $1
       ON CONFLICT (user_id, thread_id) DO UPDATE SET is_muted = excluded.is_muted, is_following = CASE WHEN excluded.is_muted THEN false ELSE thread_reader.is_following END`,
      [threadId, userId, isMuted],
    );
  }

  /** Follows new threads of an activity, or ('') of the whole space. */
  async followSpace(spaceId: string, userId: string, activityKey: string, isFollowing: boolean): Promise<void> {
    const statement = isFollowing ? 'INSERT INTO space_follow (space_id, user_id, activity_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING' : 'DELETE FROM space_follow WHERE space_id = $1 AND user_id = $2 AND activity_key = $3';
    await this.database.query(statement, [spaceId, userId, activityKey]);
  }
}
