import { Injectable } from '@nestjs/common';
import { Database, record, refuseIf, rows } from '@academy/platform';
import { ThreadMerged } from '../discussions.facts';
import { signal } from './live.signals';
import { whyNotMerge } from './posting.rules';
import { lockThread, placeOf } from './thread.rows';

/** Two threads about one thing become one. */
@Injectable()
export class Merging {
  constructor(private readonly database: Database) {}

  /** Moves all posts behind those of the other thread, in their order; links to them still lead there. Whoever followed one follows the other. */
  async merge(threadId: string, intoId: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [first, second] = [threadId, intoId].sort();
      const locked = [await lockThread(tx, first!), await lockThread(tx, second!)];
      const thread = locked.find(({ id }) => id === threadId)!;
      const into = locked.find(({ id }) => id === intoId)!;

      refuseIf(whyNotMerge(thread, into));

      await rows(tx, 'UPDATE post SET thread_id = $2, number = number + $3, root_number = root_number + $3 WHERE thread_id = $1', [threadId, intoId, into.lastNumber]);
      await rows(
        tx,
        `UPDATE thread SET last_number = last_number + $3::int, score = thread.score + o.score, last_post_at = greatest(thread.last_post_at, o.last_post_at),
           replies = (SELECT count(*)::int FROM post p WHERE p.thread_id = $2 AND p.state = 'shown' AND p.number > 1)
         FROM (SELECT score, last_post_at FROM thread WHERE id = $1) o WHERE thread.id = $2`,
        [threadId, intoId, thread.lastNumber],
      );
      await rows(tx, "UPDATE thread SET state = 'merged', merged_into = $2, answer_post_id = NULL, replies = 0, score = 0, last_number = 0, is_pinned = false WHERE id = $1", [threadId, intoId]);
      await rows(
        tx,
        `INSERT INTO thread_reader (user_id, thread_id, space_id, is_following) SELECT user_id, $2, space_id, true FROM thread_reader WHERE thread_id = $1 AND is_following
         ON CONFLICT (user_id, thread_id) DO UPDATE SET is_following = coalesce(thread_reader.is_following, true)`,
        [threadId, intoId],
      );
      await record(tx, ThreadMerged, { ...placeOf(thread), intoId }, { actorId: byUserId, personId: thread.authorId });
      await signal(tx, { space: into.spaceId, thread: intoId, post: null, number: null, what: 'thread' });
    });
  }
}
