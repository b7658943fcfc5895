import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { NotAllowed, Refused } from '@academy/platform';
import { type Actor, can, Subjects } from '@academy/people';
import { CastVote, DiscussionSearch, Merging, OpenAnyThread, Openings, Pace, Polls, Readers, ThreadPages, ThreadQueries, Threads, Votes } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';
import { Opened, postDocument, PostsQuery, threadDocument, ThreadChange, ThreadDocument, ThreadPageDocument, ThreadsQuery } from './discussion.shapes';

const ReadUpTo = z.strictObject({ upTo: Id });
const MergeInto = z.strictObject({ into: Id });

/** Threads of an edition. */
@Controller('api/v1')
export class ThreadsApi {
  constructor(
    private readonly threads: Threads,
    private readonly openings: Openings,
    private readonly polls: Polls,
    private readonly votes: Votes,
    private readonly merging: Merging,
    private readonly lists: ThreadQueries,
    private readonly pages: ThreadPages,
    private readonly readers: Readers,
    private readonly search: DiscussionSearch,
    private readonly subjects: Subjects,
    private readonly pace: Pace,
  ) {}

  @Get('editions/:id/threads')
  @Allow('discussion.join', { space: 'id' })
  @Answers({ 200: listOf(ThreadDocument) })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: ThreadsQuery }) { limit, cursor, activity, kind, language, filter, sort, q }: z.infer<typeof ThreadsQuery>, @Me() me: Actor): Promise<unknown> {
    const asked = q ? await this.search.understand(id, me.userId, q) : undefined;
    if (asked === null) return { items: [], nextCursor: null };
    const found = await this.lists.list(id, me.userId, { activityKey: activity, kind, languages: language === undefined ? undefined : [language], filter, sort, query: asked?.query }, limit, cursor);
    return { items: found.items.map(threadDocument), nextCursor: found.nextCursor };
  }

  /** Announcements are for who runs the edition; every other kind for everybody who takes part. */
  @Post('editions/:id/threads')
  @Allow('discussion.join', { space: 'id' })
  @Answers({ 201: Opened })
  async open(@Param('id', { schema: Id }) id: string, @Body({ schema: OpenAnyThread }) input: OpenAnyThread, @Me() me: Actor): Promise<z.infer<typeof Opened>> {
    await this.pace.step(me.userId);
    const { threadId, postId, isHeld } = await this.openings.open(id, me, input, 'api');
    return { id: threadId, postId, state: isHeld ? 'held' : 'shown' };
  }

  @Get('threads/:id')
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 200: ThreadPageDocument })
  async show(@Param('id', { schema: Id }) id: string, @Query({ schema: PostsQuery }) { limit, cursor }: z.infer<typeof PostsQuery>, @Me() me: Actor): Promise<unknown> {
    const [head, { items, nextCursor }] = await Promise.all([this.pages.head(id, me.userId), this.pages.inTime(id, me.userId, limit, cursor)]);
    const { editionId, answerPostId, mergedInto, upTo } = head;
    const poll = head.kind === 'poll' ? await this.polls.of(id, me.userId) : null;
    return { thread: { ...threadDocument(head), editionId, answerPostId, mergedInto, readUpTo: upTo, poll }, posts: { items: items.map((post) => postDocument(post, editionId)), nextCursor } };
  }

  @Put('threads/:id')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async change(@Param('id', { schema: Id }) id: string, @Body({ schema: ThreadChange }) { answerPostId, pinned, locked, title, moveToActivityKey }: z.infer<typeof ThreadChange>, @Me() me: Actor): Promise<void> {
    const subject = await this.subjects.find('thread', id, me.userId);
    const mayModerate = can(me, 'edition.moderate', subject);
    const isForModerators = pinned !== undefined || locked !== undefined || title !== undefined || moveToActivityKey !== undefined;
    if (isForModerators && !mayModerate) throw new NotAllowed();
    if (answerPostId !== undefined && !mayModerate && !can(me, 'post.own', subject)) throw new NotAllowed();
    if (isForModerators) await this.threads.change(id, me.userId, { isPinned: pinned, isLocked: locked, title, moveToActivityKey });
    if (answerPostId !== undefined) await this.threads.endorse(id, answerPostId, me.userId);
  }

  @Post('threads/:id/merge')
  @HttpCode(204)
  @Allow('edition.moderate', { thread: 'id' })
  @Answers({ 204: null })
  async merge(@Param('id', { schema: Id }) id: string, @Body({ schema: MergeInto }) { into }: z.infer<typeof MergeInto>, @Me() me: Actor): Promise<void> {
    await this.merging.merge(id, into, me.userId);
  }

  /** The whole choice: what is not named any more is taken back. */
  @Put('threads/:id/vote')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async vote(@Param('id', { schema: Id }) id: string, @Body({ schema: CastVote }) { options }: CastVote, @Me() me: Actor): Promise<void> {
    await this.votes.vote(id, me.userId, options);
  }

  @Put('threads/:id/follow')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async follow(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.readers.follow(id, me.userId, true);
  }

  @Delete('threads/:id/follow')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async unfollow(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.readers.follow(id, me.userId, false);
  }

  @Put('threads/:id/mute')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async mute(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.readers.mute(id, me.userId, true);
  }

  @Delete('threads/:id/mute')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async unmute(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.readers.mute(id, me.userId, false);
  }

  @Put('threads/:id/read')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 204: null })
  async read(@Param('id', { schema: Id }) id: string, @Body({ schema: ReadUpTo }) { upTo }: z.infer<typeof ReadUpTo>, @Me() me: Actor): Promise<void> {
    const place = await this.pages.locate(upTo, 1);
    if (place.threadId !== id) throw new Refused('not-in-thread');
    await this.readers.markRead(id, me.userId, place.number);
  }
}
