import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { found, NotFound } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { CalendarQueries } from '@academy/learning';
import { Feeds } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Offers } from '../http/offers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Calendars } from './calendars';

/** The address under which calendar programs read somebody's dates without signing in. */
const Address = z.object({ url: z.url() });

/** Dates for calendars. */
@Controller('api/v1')
export class CalendarApi {
  constructor(
    private readonly dates: CalendarQueries,
    private readonly calendars: Calendars,
    private readonly feeds: Feeds,
  ) {}

  /** The same for everybody who may see the edition: drafts are there for those who run them alone. */
  @Get('editions/:id/calendar.ics')
  @Allow('anyone')
  @Answers({ 200: null, 304: null })
  @Offers({ 'text/calendar': 'The dates of the edition (RFC 5545): its start and end, later openings of modules, deadlines, live events.' })
  async edition(@Param('id', { schema: Id }) id: string, @Me() me: Actor | null, @Headers('if-none-match') known?: string): Promise<Answer> {
    const dates = found(await this.dates.ofEdition(id), 'edition');
    if (dates.state === 'draft' && !can(me, 'edition.run', { editionId: id, courseId: dates.courseId })) throw new NotFound('edition');
    return this.calendars.answer([dates], dates.language, dates.course, known);
  }

  @Get('me/calendar')
  @Allow('self.manage')
  @Answers({ 200: Address })
  async address(@Me() me: Actor): Promise<z.infer<typeof Address>> {
    return this.at(await this.feeds.calendar(me.userId));
  }

  /** A new address. The one from before ends, and so do those of the person's discussion feeds: they hold the same key. */
  @Post('me/calendar')
  @Allow('self.manage')
  @Answers({ 201: Address })
  async renew(@Me() me: Actor): Promise<z.infer<typeof Address>> {
    await this.feeds.renew(me.userId);
    return this.at(await this.feeds.calendar(me.userId));
  }

  private at = (token: string): z.infer<typeof Address> => ({ url: this.calendars.address(token) });
}
