import { Injectable } from '@nestjs/common';
import { Database, record, refuseIf, Refused, rows, Stale, type Transaction } from '@academy/platform';
import { PostDeleted, PostEdited, PostHeld, PostHidden, PostRestored, PostShown, ThreadRemoved } from '../discussions.facts';
import type { PostState } from '../post.entity';
import type { Door } from './conduct.service';
import { Drafts } from './drafts.service';
import { signal } from './live.signals';
import { Newcomers } from './newcomers.service';
import { append, mention } from './post.rows';
import { whyNotContribute, whyNotReply, whyNotEdit } from './posting.rules';
import type { EditPost, WritePost } from './posting.schemas';
import { lockPost, lockThread, placeOf, type PostRow, readThread, settleState, type ThreadRow } from './thread.rows';
import { type Writer, Writers } from './writers.service';

/** Posts in a thread. Every command locks the enrolment first, then the thread, then the post. */
@Injectable()
export class Posts {
  constructor(
    private readonly database: Database,
    private readonly writers: Writers,
    private readonly newcomers: Newcomers,
    private readonly drafts: Drafts,
  ) {}

  /** Adds a post. Refuses a locked thread, a space that is over, who is muted, and on pages who has not accepted the code of conduct. Throws TooMany where a young account writes too quickly. */
  write(threadId: string, { userId }: Writer, input: WritePost, through: Door): Promise<{ postId: string; number: number; isHeld: boolean }> {
    return this.database.transaction(async (tx) => {
      const { spaceId, activityKey } = await readThread(tx, threadId);
      const space = await this.writers.admit(tx, spaceId, userId, through);
      const learner = await this.writers.learner(tx, space, userId, activityKey);
      const thread = await lockThread(tx, threadId);

      refuseIf(whyNotReply(thread, space.isStaff) ?? whyNotContribute(thread, input));
      const isHeld = await this.newcomers.mustHold(tx, space, userId, input.markdown);

      const markdown = await this.writers.named(tx, space, input.markdown);
      await this.newcomers.keepPace(tx, space, userId, 'post', markdown);
      const written = await append(tx, thread, { authorId: userId, language: input.language ?? thread.language, heading: null, markdown, replyTo: input.replyTo ?? null, fileIds: input.fileIds ?? [], isHeld });
      await this.drafts.forget(tx, userId, `reply:${threadId}%`);
      if (learner && activityKey !== null && !isHeld) await this.writers.count(tx, learner, activityKey);
      return { ...written, isHeld };
    });
  }

  /** Words it otherwise; the old wording is kept. Throws Stale where it was edited since `revision`. */
  async edit(postId: string, byUserId: string, input: EditPost, through: Door = 'page'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { thread, post } = await lockPost(tx, postId);
      const space = await this.writers.admit(tx, thread.spaceId, byUserId, through);
      refuseIf(whyNotEdit(thread, post.state, space.isStaff) ?? (post.number === 1 ? null : whyNotContribute(thread, input)));
      if (input.revision !== undefined && input.revision !== post.revision) throw new Stale({ revision: post.revision, state: { markdown: post.markdown } });

      const heading = post.number === 1 ? (input.title ?? post.heading) : null;
      const markdown = await this.writers.named(tx, space, input.markdown, post.markdown);
      const language = input.language ?? post.language;
      await this.drafts.forget(tx, byUserId, `edit:${postId}`);
      if (markdown === post.markdown && heading === post.heading && language === post.language) return;
      const mustHold = post.state === 'shown' && (await this.newcomers.mustHold(tx, space, byUserId, input.markdown, postId));

      await rows(
        tx,
        `WITH old AS (INSERT INTO post_revision (post_id, revision, heading, markdown, written_at) SELECT id, revision, heading, markdown, coalesce(edited_at, created_at) FROM post WHERE id = $1)
         UPDATE post SET markdown = $2, heading = $3, language = $4, revision = revision + 1, edited_at = academy_now() WHERE id = $1`,
        [postId, markdown, heading, language],
      );
      if (post.number === 1) await rows(tx, 'UPDATE thread SET title = $2, language = $3 WHERE id = $1', [thread.id, heading, language]);
      await mention(tx, postId, markdown);

      await record(tx, PostEdited, { ...placeOf(thread), postId, revision: post.revision + 1 }, { actorId: byUserId, personId: post.authorId });
      if (mustHold) await this.settle(tx, thread, post, 'held', byUserId);
      else if (post.state === 'shown') await signal(tx, { space: thread.spaceId, thread: thread.id, post: postId, number: post.number, what: 'edit' });
    });
  }

  /** Takes one's own post back: its place stays, its words go. A thread that nobody answered goes with it. Again changes nothing. */
  async remove(postId: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { thread, post } = await lockPost(tx, postId);
      if (post.state === 'deleted') return;
      if (post.state === 'hidden') throw new Refused('post-hidden');
      await this.settle(tx, thread, post, 'deleted', byUserId);
      if (post.number === 1 && thread.replies === 0) await record(tx, ThreadRemoved, placeOf(thread), { actorId: byUserId, personId: thread.authorId });
    });
  }

  /** Hides a post, in the caller's transaction. False where it is hidden or deleted already. */
  async hide(tx: Transaction, postId: string, byUserId: string): Promise<boolean> {
    const { thread, post } = await lockPost(tx, postId);
    if (post.state === 'hidden' || post.state === 'deleted') return false;
    await this.settle(tx, thread, post, 'hidden', byUserId);
    return true;
  }

  /** Puts a hidden or held post (back) where everybody reads it, in the caller's transaction. False where it is shown or deleted. */
  async show(tx: Transaction, postId: string, byUserId: string): Promise<boolean> {
    const { thread, post } = await lockPost(tx, postId);
    if (post.state === 'shown' || post.state === 'deleted') return false;
    await this.settle(tx, thread, post, 'shown', byUserId);
    return true;
  }

  private async settle(tx: Transaction, thread: ThreadRow, post: PostRow, state: PostState, byUserId: string): Promise<void> {
    await settleState(tx, thread, post, state);
    const ids = { ...placeOf(thread), postId: post.id };
    const involved = { actorId: byUserId, personId: post.authorId };
    if (state === 'held') await record(tx, PostHeld, ids, involved);
    if (state === 'hidden') await record(tx, PostHidden, ids, involved);
    if (state === 'deleted') await record(tx, PostDeleted, ids, involved);
    if (state === 'shown' && post.state === 'hidden') await record(tx, PostRestored, ids, involved);
    if (state === 'shown' && post.state === 'held') await record(tx, PostShown, { ...ids, wasHeld: true }, involved);
    // What nobody has seen and nobody sees now is no news.
    if (post.state === 'shown' || state === 'shown') await signal(tx, { space: thread.spaceId, thread: thread.id, post: post.id, number: post.number, what: state === 'shown' ? 'post' : 'remove' });
  }
}
