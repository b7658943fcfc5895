import { Injectable } from '@nestjs/common';
import { Database, Refused, row, rows, type Transaction } from '@academy/platform';
import type { ReactionKind } from '../post.entity';
import { signal } from './live.signals';
import { lockPost, type PostRow, type ThreadRow } from './thread.rows';

const WEIGHT: Record<ReactionKind, number> = { helpful: 1, thanks: 1, agree: 1, tried: 3 };

/** What colleagues make of a post, each kind once a person. */
@Injectable()
export class Reactions {
  constructor(private readonly database: Database) {}

  /** Giving it again changes nothing. Refuses one's own post, and one that is not shown. */
  give(postId: string, userId: string, kind: ReactionKind): Promise<void> {
    return this.change(postId, userId, kind, 1, 'INSERT INTO reaction (post_id, user_id, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING post_id');
  }

  /** Taking back what was not given changes nothing. */
  take(postId: string, userId: string, kind: ReactionKind): Promise<void> {
    return this.change(postId, userId, kind, -1, 'DELETE FROM reaction WHERE post_id = $1 AND user_id = $2 AND kind = $3 RETURNING post_id');
  }

  private async change(postId: string, userId: string, kind: ReactionKind, by: 1 | -1, statement: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { thread, post } = await lockPost(tx, postId);
      if (post.authorId === userId) throw new Refused('own-post');
      if (post.state !== 'shown') throw new Refused('post-hidden');
      if (await row(tx, statement, [postId, userId, kind])) await this.count(tx, thread, post, kind, by);
    });
  }

  private async count(tx: Transaction, thread: ThreadRow, post: PostRow, kind: ReactionKind, by: number): Promise<void> {
    await rows(
      tx,
      `UPDATE post SET helpful = helpful + CASE WHEN $2 = 'helpful' THEN $3::int ELSE 0 END, thanks = thanks + CASE WHEN $2 = 'thanks' THEN $3::int ELSE 0 END,
         agree = agree + CASE WHEN $2 = 'agree' THEN $3::int ELSE 0 END, tried = tried + CASE WHEN $2 = 'tried' THEN $3::int ELSE 0 END WHERE id = $1`,
      [post.id, kind, by],
    );
    await rows(tx, 'UPDATE thread SET score = score + $2 WHERE id = $1', [thread.id, by * WEIGHT[kind]]);
    await signal(tx, { space: thread.spaceId, thread: thread.id, post: post.id, number: post.number, what: 'react' });
  }
}
