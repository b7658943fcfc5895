import { Injectable } from '@nestjs/common';
import { Database, On, row } from '@academy/platform';
import { EnrolmentActivated } from '@academy/enrolments';
import { ProgressKeeper } from '@academy/learning';
import { PostRestored, PostShown } from '../discussions.facts';
import { Spaces } from '../spaces.queries';
import { Writers } from './writers.service';

/** A post that a moderator let through counts from then on. */
@Injectable()
export class CreditSubscriber {
  constructor(
    private readonly database: Database,
    private readonly spaces: Spaces,
    private readonly writers: Writers,
    private readonly progress: ProgressKeeper,
  ) {}

  @On(PostShown, 'discussions.credit-post')
  async credit({ postId, spaceId, wasHeld }: { postId: string; spaceId: string; wasHeld: boolean }): Promise<void> {
    if (!wasHeld) return;
    await this.count(postId, spaceId);
  }

  /** One that was held, then hidden, is read for the first time when it is put back. */
  @On(PostRestored, 'discussions.credit-restored-post')
  creditRestored({ postId, spaceId }: { postId: string; spaceId: string }): Promise<void> {
    return this.count(postId, spaceId);
  }

  /** One that was let through while its author had withdrawn counts when she comes back. */
  @On(EnrolmentActivated, 'discussions.credit-returned')
  async creditReturned({ enrolmentId, editionId, userId, from }: { enrolmentId: string; editionId: string; userId: string; from: string }): Promise<void> {
    if (from === 'new') return;
    const talks = await this.database.query<{ key: string }>(
      `SELECT DISTINCT t.activity_key AS key FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.space_id = $1 AND p.author_id = $2 AND p.state = 'shown' AND t.activity_key IS NOT NULL ORDER BY 1`,
      [editionId, userId],
    );
    for (const { key } of talks) await this.database.transaction(async (tx) => this.writers.credit(tx, await this.progress.lock(tx, enrolmentId), key));
  }

  private async count(postId: string, spaceId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const post = await row<{ authorId: string; activityKey: string | null }>(tx, 'SELECT p.author_id AS "authorId", t.activity_key AS "activityKey" FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $1', [postId]);
      if (!post?.activityKey) return;
      const learner = await this.writers.learner(tx, await this.spaces.of(spaceId, post.authorId, tx), post.authorId, post.activityKey);
      if (learner) await this.writers.credit(tx, learner, post.activityKey);
    });
  }
}
