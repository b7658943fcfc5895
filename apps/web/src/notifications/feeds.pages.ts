import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CONFIG, type Config, Messages, sha256, Templates } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Feeds } from '@academy/reminders';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { feedView } from './feed.view';

const Token = z.string().max(200);

/** Discussions for programs that read feeds (RFC 4287). */
@Controller('discussions')
export class FeedsPages {
  constructor(
    private readonly feeds: Feeds,
    private readonly templates: Templates,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whoever has the address may read: it holds a key of its owner, who can renew it. */
  @Get('feeds/:token')
  @Allow('anyone')
  async feed(@Param('token', { schema: Token }) token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const feed = await this.feeds.read(token);
    const { updatedAt, ...view } = feedView(feed, this.config.publicUrl, `${this.config.publicUrl}/discussions/feeds/${token}`);
    const xml = this.templates.render('notifications/feed', { page: { ...view, updated: updatedAt.toISOString() }, locale: this.messages.nearest(feed.reader.locale) });
    const etag = `"${sha256(xml).toString('base64url').slice(0, 22)}"`;
    void reply.headers({ etag, 'last-modified': updatedAt.toUTCString(), 'cache-control': 'private, max-age=300', 'x-robots-tag': 'noindex' });
    if (isKnown(request, etag, updatedAt)) void reply.code(304).send();
    else void reply.type('application/atom+xml; charset=utf-8').send(xml);
  }

  /** The addresses of one's feeds. */
  @Get(':spaceId/feed')
  @Allow('discussion.join', { space: 'spaceId' })
  async addresses(@Param('spaceId', { schema: Id }) spaceId: string, @Me() me: Actor): Promise<Page> {
    const { space, followed } = await this.feeds.tokens(me.userId, spaceId);
    const address = (token: string) => `${this.config.publicUrl}/discussions/feeds/${token}`;
    return new Page('notifications/feeds', { spaceId, space: address(space), followed: address(followed) });
  }

  @Post(':spaceId/feed')
  @Allow('discussion.join', { space: 'spaceId' })
  async renew(@Param('spaceId', { schema: Id }) spaceId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.feeds.renew(me.userId);
    return new SeeOther(`/discussions/${spaceId}/feed`, { kind: 'success', message: 'notification.feedRenewed' });
  }
}

/** The tag tells every change; the date, for programs that know no tags, all but a title or a post that went. */
function isKnown({ headers }: FastifyRequest, etag: string, updatedAt: Date): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return Date.parse(headers['if-modified-since'] ?? '') >= Math.floor(updatedAt.getTime() / 1000) * 1000;
}
