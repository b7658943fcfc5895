import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { DiscussionNews, MOST_NEWS, Readers, Spaces, ThreadPages, whyNotPost } from '@academy/discussions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { PostViews } from '../threads/post.view';
import { Page } from '../views/page';
import { stateOf } from './live.view';

const PostNumber = z.coerce.number().int().min(0).max(1_000_000_000);
/** `have`: the posts of the page in their order, each with its mark. `after`: the newest post it knew of, where pages follow it. */
const ThreadNews = z.object({
  have: z.string().max(3_000).regex(/^\d{1,9}\.[0-9a-f]{6}(,\d{1,9}\.[0-9a-f]{6}){0,149}$/),
  after: PostNumber.optional(),
  at: PostNumber.min(1).catch(1),
  state: z.string().max(40).default(''),
});
const Since = z.coerce.number().int().min(0).max(8_640_000_000_000);
const SpaceNews = z.object({ since: Since, activity: PathKey.optional() });
const WallNews = z.object({ since: Since });
const Seen = z.object({ numbers: z.string().max(2_000).regex(/^\d{1,9}(,\d{1,9}){0,199}$/).transform((numbers) => numbers.split(',').map(Number)) });

/** What an open page lacks, as a piece of it; 204 where it lacks nothing. */
@Controller()
export class NewsPages {
  constructor(
    private readonly news: DiscussionNews,
    private readonly threads: ThreadPages,
    private readonly spaces: Spaces,
    private readonly readers: Readers,
    private readonly posts: PostViews,
    private readonly clock: Clock,
  ) {}

  @Get('threads/:id/news')
  @Allow('discussion.join', { thread: 'id' })
  async thread(@Param('id', { schema: Id }) id: string, @Query({ schema: ThreadNews }) { have, after, at, state }: z.infer<typeof ThreadNews>, @Me() me: Actor, @Req() { locale }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | undefined> {
    const known = have.split(',');
    const [first, last] = [parseInt(known[0]!), parseInt(known.at(-1)!)];
    const [thread, lacking, elsewhere] = await Promise.all([
      this.threads.head(id, me.userId),
      this.news.onPage(id, me.userId, { first, last: after === undefined ? null : last, known }),
      after === undefined ? 0 : this.news.behind(id, me.userId, { last, after }),
    ]);
    if (lacking.length === 0 && elsewhere === 0 && state === stateOf(thread)) return nothing(reply);

    const space = await this.spaces.of(thread.spaceId, me.userId);
    const reading = { thread, locale, isStaff: space.isStaff, mayModerate: can(me, 'edition.moderate', thread), mayPost: whyNotPost(space, this.clock.now()) === null, at };
    return new Page('live/thread-news', { posts: lacking.map((post) => this.posts.of(post, reading)), replyCount: thread.replyCount, elsewhere, state: stateOf(thread), hasMore: lacking.length === MOST_NEWS });
  }

  /** These posts came in and were looked at. */
  @Post('threads/:id/seen')
  @HttpCode(204)
  @Allow('discussion.join', { thread: 'id' })
  async see(@Param('id', { schema: Id }) id: string, @Body({ schema: Seen }) { numbers }: z.infer<typeof Seen>, @Me() me: Actor): Promise<void> {
    await this.readers.markShown(id, me.userId, numbers);
  }

  @Get('discussions/:spaceId/news')
  @Allow('discussion.join', { space: 'spaceId' })
  async space(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: SpaceNews }) { since, activity }: z.infer<typeof SpaceNews>, @Me() me: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | undefined> {
    const count = await this.news.inSpace(spaceId, me.userId, new Date(since), activity ?? null);
    return count === 0 ? nothing(reply) : new Page('live/count-news', { count, words: 'live.newInThreads' });
  }

  /** How many cards came on a wall: its order is not one of time, so they come with the page. */
  @Get('threads/:id/contributions/news')
  @Allow('discussion.join', { thread: 'id' })
  async wall(@Param('id', { schema: Id }) id: string, @Query({ schema: WallNews }) { since }: z.infer<typeof WallNews>, @Me() me: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | undefined> {
    const count = await this.news.onWall(id, me.userId, new Date(since));
    return count === 0 ? nothing(reply) : new Page('live/count-news', { count, words: 'live.newContributions' });
  }
}

function nothing(reply: FastifyReply): undefined {
  void reply.code(204).header('cache-control', 'no-store');
}
