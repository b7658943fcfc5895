import { Controller, Get, Query } from '@nestjs/common';
import { Messages, PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import { OwnMails } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page } from '../views/page';

const ADDRESS = '/me/mails';
const ListQuery = z.object({ cursor: PageQuery.cursor });
const ONE_PAGE = 50;

/** What was written to one, and what became of it. */
@Controller('me/mails')
export class MailsPages {
  constructor(
    private readonly mails: OwnMails,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  async list(@Query({ schema: ListQuery }) { cursor }: z.infer<typeof ListQuery>, @Me() me: Actor): Promise<Page> {
    const { items, nextCursor } = await this.mails.list(me.userId, me.timeZone, { limit: ONE_PAGE, cursor });
    return new Page('notifications/mails', {
      mails: items.map(({ writtenOn, day, language, ...mail }) => ({ ...mail, language: this.messages.nearest(language, 'mail.greeting'), at: writtenOn.toISOString(), day: day?.toISOString() ?? null })),
      isEmpty: items.length === 0 && cursor === undefined,
      first: cursor === undefined ? null : ADDRESS,
      next: nextCursor === null ? null : `${ADDRESS}?cursor=${nextCursor}`,
    });
  }
}
