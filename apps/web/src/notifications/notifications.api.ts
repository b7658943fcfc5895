import { Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import { NEWS_KINDS, NotificationQueries, Notifications } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';

const NotificationsQuery = z.strictObject({ ...PageQuery, unread: z.enum(['true', 'false', '1', '0']).default('false') });
/** `isGone`: what it is about can no longer be read; then it says no more than kind and time. `words` are plain text, `path` is one of ours. `count`: what its kind counts (new posts or threads up to a hundred, reviews, a place in a queue). `isOfTheDay`: of `createdAt` only the day is meant. */
const NotificationDocument = z.object({
  id: z.string(), kind: z.enum(NEWS_KINDS), createdAt: z.string(), isOfTheDay: z.boolean(), isRead: z.boolean(), isGone: z.boolean(), path: z.string().nullable(), author: z.object({ id: z.string(), displayName: z.string() }).nullable(),
  title: z.string().nullable(), words: z.string().nullable(), language: z.string().nullable(), place: z.string().nullable(), count: z.number(), decision: z.string().nullable(),
});

/** What one is told. */
@Controller('api/v1/me/notifications')
export class NotificationsApi {
  constructor(
    private readonly queries: NotificationQueries,
    private readonly notifications: Notifications,
  ) {}

  /** Unread first, then newest first. */
  @Get()
  @Allow('signed-in')
  @Answers({ 200: listOf(NotificationDocument) })
  async list(@Query({ schema: NotificationsQuery }) { limit, cursor, unread }: z.infer<typeof NotificationsQuery>, @Me() me: Actor): Promise<unknown> {
    const { items, nextCursor } = await this.queries.list(me.userId, { onlyUnread: unread === 'true' || unread === '1', limit, cursor });
    return { items: items.map(({ href, createdAt, sentence: _, ...line }) => ({ ...line, createdAt: createdAt.toISOString(), path: href })), nextCursor };
  }

  @Put('read')
  @HttpCode(204)
  @Allow('signed-in')
  @Answers({ 204: null })
  async readAll(@Me() me: Actor): Promise<void> {
    await this.notifications.markAllRead(me.userId);
  }

  @Put(':id/read')
  @HttpCode(204)
  @Allow('signed-in')
  @Answers({ 204: null })
  async read(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.notifications.markRead(id, me.userId);
  }
}
