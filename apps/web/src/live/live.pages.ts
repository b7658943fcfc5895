import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Busy, NotAllowed } from '@academy/platform';
import type { Actor } from '@academy/people';
import { DiscussionNews } from '@academy/discussions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { LiveHub } from './live.hub';

const MARK = /^\d{1,15}$/;
/** `after`: how far the page knows already; a browser that comes back says it as `Last-Event-ID`. */
const LiveQuery = z.object({ after: z.string().regex(MARK).transform(Number).optional() });
type Asked = z.infer<typeof LiveQuery>;

/** Server-sent events for pages of discussions: an event says that something is new, and the page asks what. */
@Controller()
export class LivePages {
  constructor(
    private readonly hub: LiveHub,
    private readonly news: DiscussionNews,
  ) {}

  @Get('threads/:id/live')
  @Allow('discussion.join', { thread: 'id' })
  thread(@Param('id', { schema: Id }) id: string, @Query({ schema: LiveQuery }) asked: Asked, @Me() me: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.open(id, me, asked, request, reply, () => this.news.ofThread(id, me.userId));
  }

  @Get('discussions/:spaceId/live')
  @Allow('discussion.join', { space: 'spaceId' })
  space(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: LiveQuery }) asked: Asked, @Me() me: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.open(spaceId, me, asked, request, reply, () => this.news.ofSpace(spaceId));
  }

  /** Joins first and looks then, so that nothing falls between the two. */
  private async open(topicId: string, me: Actor, asked: Asked, request: FastifyRequest, reply: FastifyReply, newestOf: () => Promise<number>): Promise<void> {
    if (isFromElsewhere(request)) throw new NotAllowed('cross-site');
    if (request.method === 'HEAD') return void (await reply.type('text/event-stream').send());
    const stream = this.hub.join(topicId, me.userId, reply.raw);
    try {
      const newest = await newestOf();
      if (stream.isOver) throw new Busy(1);
      reply.hijack();
      this.hub.begin(stream, lastEventId(request) ?? asked.after ?? newest, newest);
    } catch (error) {
      this.hub.leave(stream);
      throw error;
    }
  }
}

const isFromElsewhere = ({ headers }: FastifyRequest): boolean => !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

function lastEventId({ headers }: FastifyRequest): number | null {
  const id = String(headers['last-event-id'] ?? '');
  return MARK.test(id) ? Number(id) : null;
}
