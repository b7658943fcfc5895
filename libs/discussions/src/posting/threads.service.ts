import { Injectable } from '@nestjs/common';
import { Database, found, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import { AnswerEndorsed, AnswerUnendorsed, ThreadChanged, ThreadMoved, ThreadOpened } from '../discussions.facts';
import type { PostState } from '../post.entity';
import type { Space } from '../space.rules';
import type { PollSettings, ThreadKind } from '../thread.entity';
import type { Door } from './conduct.service';
import { Drafts } from './drafts.service';
import { signal } from './live.signals';
import { Newcomers } from './newcomers.service';
import { append } from './post.rows';
import { whyNotEndorse } from './posting.rules';
import type { ChangeThread, OpenThread } from './posting.schemas';
import { lockThread, placeOf, type ThreadRow } from './thread.rows';
import { type Writer, Writers } from './writers.service';

/** A thread of any kind, with what some kinds have beside their words. */
export type NewThread = Omit<OpenThread, 'kind'> & Readonly<{ kind: ThreadKind; poll?: PollSettings; isPinned?: boolean }>;

/** Threads: opened by anyone who takes part, kept in order by moderators. */
@Injectable()
export class Threads {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
    private readonly writers: Writers,
    private readonly newcomers: Newcomers,
    private readonly drafts: Drafts,
  ) {}

  /** Opens a thread with its first post. Refuses as `Posts.write` does, and an activity that the course has not. */
  open(spaceId: string, writer: Writer, input: OpenThread, through: Door): Promise<{ threadId: string; postId: string; isHeld: boolean }> {
    return this.database.transaction((tx) => this.openIn(tx, spaceId, writer, input, through));
  }

  /** The same in the caller's transaction, for kinds of which there is more to write. */
  async openIn(tx: Transaction, spaceId: string, { userId }: Writer, input: NewThread, through: Door): Promise<{ threadId: string; postId: string; isHeld: boolean }> {
    const space = await this.writers.admit(tx, spaceId, userId, through);
    const activityKey = input.activityKey ?? null;
    const moduleKey = await this.moduleOf(tx, space, activityKey);
    const learner = await this.writers.learner(tx, space, userId, activityKey);
    const isHeld = await this.newcomers.mustHold(tx, space, userId, `${input.title}\n${input.markdown}`);

    const markdown = await this.writers.named(tx, space, input.markdown);
    await this.newcomers.keepPace(tx, space, userId, 'thread', markdown);
    const thread = await this.insert(tx, space, userId, moduleKey, activityKey, input, isHeld);
    const { postId } = await append(tx, thread, { authorId: userId, language: input.language, heading: input.title, markdown, replyTo: null, fileIds: input.fileIds ?? [], isHeld });
    await this.drafts.forget(tx, userId, activityKey === null ? `new:${spaceId}` : `new:${spaceId}:${activityKey}`);
    if (learner && activityKey !== null && !isHeld) await this.writers.count(tx, learner, activityKey);

    await record(tx, ThreadOpened, { ...placeOf(thread), postId, kind: input.kind, activityKey }, { actorId: userId, personId: userId });
    return { threadId: thread.id, postId, isHeld };
  }

  /** Pins, locks, names or moves a thread; what is so already stays so. For moderators. */
  async change(threadId: string, byUserId: string, { isPinned, isLocked, title, moveToActivityKey }: ChangeThread): Promise<void> {
    await this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, threadId);
      const changes: string[] = [];
      if (isPinned !== undefined && isPinned !== thread.isPinned) changes.push(isPinned ? 'pinned' : 'unpinned');
      if (isLocked !== undefined && isLocked !== thread.isLocked) changes.push(isLocked ? 'locked' : 'unlocked');
      if (title !== undefined && title !== thread.title) changes.push('titled');
      if (changes.length > 0) {
        await rows(tx, 'UPDATE thread SET is_pinned = $2, is_locked = $3, title = $4 WHERE id = $1', [threadId, isPinned ?? thread.isPinned, isLocked ?? thread.isLocked, title ?? thread.title]);
        if (changes.includes('titled')) await rows(tx, 'UPDATE post SET heading = $2 WHERE thread_id = $1 AND number = 1', [threadId, title]);
      }
      for (const change of changes) await record(tx, ThreadChanged, { ...placeOf(thread), change }, { actorId: byUserId, personId: thread.authorId });
      if (moveToActivityKey !== undefined && moveToActivityKey !== thread.activityKey) await this.move(tx, thread, moveToActivityKey, byUserId);
      await signal(tx, { space: thread.spaceId, thread: threadId, post: null, number: null, what: 'thread' });
    });
  }

  /** Endorses a post as the answer, or (null) takes that back. By the asker or moderators: the caller has asked. */
  async endorse(threadId: string, postId: string | null, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, threadId);
      if (thread.answerPostId === postId) return;
      const involved = (personId: string) => ({ actorId: byUserId, personId });

      if (postId === null) {
        await rows(tx, 'UPDATE thread SET answer_post_id = NULL WHERE id = $1', [threadId]);
        await record(tx, AnswerUnendorsed, { ...placeOf(thread), postId: thread.answerPostId! }, involved(thread.authorId));
      } else {
        const answer = await row<{ threadId: string; number: number; state: PostState; authorId: string }>(tx, 'SELECT thread_id AS "threadId", number, state, author_id AS "authorId" FROM post WHERE id = $1', [postId]);
        if (!answer) throw new Refused('not-in-thread');
        refuseIf(whyNotEndorse(thread, answer));
        await rows(tx, 'UPDATE thread SET answer_post_id = $2 WHERE id = $1', [threadId, postId]);
        await record(tx, AnswerEndorsed, { ...placeOf(thread), postId, byUserId }, involved(answer.authorId));
      }
      await signal(tx, { space: thread.spaceId, thread: threadId, post: postId, number: null, what: 'thread' });
    });
  }

  private async move(tx: Transaction, thread: ThreadRow, activityKey: string | null, byUserId: string): Promise<void> {
    const moduleKey = await this.moduleOf(tx, { editionId: thread.editionId }, activityKey);
    await rows(tx, 'UPDATE thread SET activity_key = $2, module_key = $3 WHERE id = $1', [thread.id, activityKey, moduleKey]);
    await record(tx, ThreadMoved, { ...placeOf(thread), activityKey }, { actorId: byUserId, personId: thread.authorId });
  }

  /** The module of an activity in the version that the edition runs. Refuses one that it has not. */
  private async moduleOf(tx: Transaction, { editionId }: Pick<Space, 'editionId'>, activityKey: string | null): Promise<string | null> {
    if (activityKey === null) return null;
    const edition = editionId === null ? null : await row<{ versionId: string }>(tx, 'SELECT version_id AS "versionId" FROM edition WHERE id = $1', [editionId]);
    const outline = edition && (await this.versions.outline(edition.versionId));
    const module = outline?.modules.find(({ sections }) => sections.some(({ activities }) => activities.some(({ key }) => key === activityKey)));
    if (!module) throw new Refused('activity-unknown');
    return module.key;
  }

  private async insert(tx: Transaction, space: Space, userId: string, moduleKey: string | null, activityKey: string | null, input: NewThread, isHeld: boolean): Promise<ThreadRow> {
    const inserted = await row<{ id: string }>(
      tx,
      `INSERT INTO thread (course_id, edition_id, module_key, activity_key, kind, title, language, author_id, state, poll, is_pinned) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [space.courseId, space.editionId, moduleKey, activityKey, input.kind, input.title, input.language, userId, isHeld ? 'held' : 'shown', input.poll ? JSON.stringify(input.poll) : null, input.isPinned ?? false],
    );
    return lockThread(tx, found(inserted, 'thread').id);
  }
}
