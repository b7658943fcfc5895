import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages, PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import { NotificationQueries, Notifications } from '@academy/reminders';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { daysOf } from './notifications.view';

const ADDRESS = '/me/notifications';
const ListQuery = z.object({ cursor: PageQuery.cursor });
const ONE_PAGE = 50;

/** What one is told: unread first, by days. */
@Controller('me/notifications')
export class NotificationsPages {
  constructor(
    private readonly queries: NotificationQueries,
    private readonly notifications: Notifications,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  async list(@Query({ schema: ListQuery }) { cursor }: z.infer<typeof ListQuery>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const { items, nextCursor } = await this.queries.list(me.userId, { onlyUnread: false, limit: ONE_PAGE, cursor });
    const days = (isRead: boolean) => daysOf(this.messages, locale, me.timeZone, items.filter((item) => item.isRead === isRead));
    return new Page('notifications/list', {
      unread: days(false),
      read: days(true),
      isEmpty: items.length === 0 && cursor === undefined,
      first: cursor === undefined ? null : ADDRESS,
      next: nextCursor === null ? null : `${ADDRESS}?cursor=${nextCursor}`,
    });
  }

  /** Leads to what it is about, and marks it read. */
  @Get(':id')
  @Allow('signed-in')
  async open(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    const { href } = await this.queries.find(id, me.userId);
    await this.notifications.markRead(id, me.userId);
    return new SeeOther(href ?? ADDRESS, href === null ? { kind: 'info', message: 'notification.gone' } : null);
  }

  @Post('reading')
  @Allow('signed-in')
  async readAll(@Me() me: Actor): Promise<SeeOther> {
    await this.notifications.markAllRead(me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'notification.allRead' });
  }

  @Post(':id/reading')
  @Allow('signed-in')
  async read(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    await this.notifications.markRead(id, me.userId);
    return new SeeOther(ADDRESS);
  }
}
