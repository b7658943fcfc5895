import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Conduct, Posts, Readers, ThreadPages as ThreadQueries } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { TakesFiles } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { WallQuery } from '../kinds/kind.forms';
import { type Page, SeeOther } from '../views/page';
import { ReplyForm } from './composer.form';
import { Composers } from './composers';
import { ThreadViews } from './thread.view';
import { placeHref, POSTS_A_PAGE, postHref, threadHref } from './thread.links';

const At = z.coerce.number().int().min(1).max(1_000_000).catch(1).default(1);
const ThreadQuery = z.object({ at: At, reply: Id.optional().catch(undefined), quote: Id.optional().catch(undefined), ...WallQuery });
const AtQuery = z.object({ at: At, reply: Id.optional().catch(undefined) });

const Following = z.object({ following: z.enum(['true', 'false']) });
const Muting = z.object({ muted: z.enum(['true', 'false']) });

/** A thread: read, and written on. */
@Controller('threads/:id')
export class ThreadsPages {
  constructor(
    private readonly views: ThreadViews,
    private readonly queries: ThreadQueries,
    private readonly posts: Posts,
    private readonly conduct: Conduct,
    private readonly readers: Readers,
    private readonly composers: Composers,
  ) {}

  @Get()
  @Allow('discussion.join', { thread: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Query({ schema: ThreadQuery }) { sort, cursor, ...asked }: z.infer<typeof ThreadQuery>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const isPrefetched = /prefetch|prerender/.test(String(request.headers['sec-purpose'] ?? ''));
    return this.views.page(id, me, request.locale, { ...asked, wall: { sort, cursor }, isPrefetched });
  }

  /** To the first post that the reader has not seen. */
  @Get('unread')
  @Allow('discussion.join', { thread: 'id' })
  async unread(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    const postId = await this.queries.firstUnread(id, me.userId);
    return new SeeOther(postId === null ? threadHref(id) : postHref(postId));
  }

  @Post('posts')
  @Allow('discussion.join', { thread: 'id' })
  @TakesFiles('file')
  write(@Param('id', { schema: Id }) id: string, @Query({ schema: AtQuery }) { at, reply }: z.infer<typeof AtQuery>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.composers.receive(request, me, {
      schema: ReplyForm,
      spaceId: async () => (await this.queries.head(id, me.userId)).spaceId,
      post: async ({ acceptsConduct, replyTo, ...input }) => {
        if (acceptsConduct) await this.conduct.accept((await this.queries.head(id, me.userId)).spaceId, me.userId, 'page');
        const { postId, isHeld } = await this.posts.write(id, me, { ...input, replyTo: replyTo ?? null }, 'page');
        return new SeeOther(placeHref(postId, await this.queries.locate(postId, POSTS_A_PAGE)), isHeld ? { kind: 'info', message: 'thread.nowHeld' } : { kind: 'success', message: 'thread.nowPosted' });
      },
      again: (again) => this.views.page(id, me, request.locale, { at, reply, ...again }),
    });
  }

  /** Hears of what is new in it, or no more. */
  @Post('follow')
  @Allow('discussion.join', { thread: 'id' })
  async follow(@Param('id', { schema: Id }) id: string, @Body({ schema: Following }) { following }: z.infer<typeof Following>, @Me() me: Actor): Promise<SeeOther> {
    await this.readers.follow(id, me.userId, following === 'true');
    return new SeeOther(threadHref(id), { kind: 'success', message: following === 'true' ? 'thread.nowFollowing' : 'thread.nowUnfollowed' });
  }

  /** Hears nothing of it any more, or of it again. */
  @Post('muting')
  @Allow('discussion.join', { thread: 'id' })
  async mute(@Param('id', { schema: Id }) id: string, @Body({ schema: Muting }) { muted }: z.infer<typeof Muting>, @Me() me: Actor): Promise<SeeOther> {
    await this.readers.mute(id, me.userId, muted === 'true');
    return new SeeOther(threadHref(id), { kind: 'success', message: muted === 'true' ? 'thread.nowMuted' : 'thread.nowUnmuted' });
  }

  /** The address that posts are sent to, asked for again after one was refused. */
  @Get(['posts', 'follow', 'muting'])
  @Allow('discussion.join', { thread: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(threadHref(id));
  }
}
