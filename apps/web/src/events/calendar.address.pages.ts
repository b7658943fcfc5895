import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Feeds } from '@academy/reminders';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page, SeeOther } from '../views/page';
import { Calendars } from './calendars';

const PATH = '/me/calendar';

/** The address of one's own calendar, to copy or to open in a calendar program at once. */
@Controller('me/calendar')
export class CalendarAddressPages {
  constructor(
    private readonly feeds: Feeds,
    private readonly calendars: Calendars,
  ) {}

  @Get()
  @Allow('self.manage')
  async show(@Me() me: Actor): Promise<Page> {
    const url = this.calendars.address(await this.feeds.calendar(me.userId));
    // Calendar programs have taken this scheme for themselves, and subscribe instead of copying once.
    return new Page('events/own', { url, subscribe: url.replace(/^https?:/, 'webcal:') });
  }

  @Post()
  @Allow('self.manage')
  async renew(@Me() me: Actor): Promise<SeeOther> {
    await this.feeds.renew(me.userId);
    return new SeeOther(PATH, { kind: 'success', message: 'events.addressRenewed' });
  }
}
