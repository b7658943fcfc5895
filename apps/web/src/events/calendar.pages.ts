import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { calendarFile, Clock, CONFIG, type Config, found } from '@academy/platform';
import type { Actor } from '@academy/people';
import { liveEventEntry, LiveEventQueries } from '@academy/learning';
import type { FastifyReply } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { activityHref } from '../learning/outline.view';
import { SeeOther } from '../views/page';

/** A live event for one's own calendar, and the way back from there. */
@Controller('editions/:id/activities/:key')
export class CalendarPages {
  constructor(
    private readonly events: LiveEventQueries,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a calendar entry leads to: one's own page. To who does not take part it is not there. */
  @Get()
  @Allow('signed-in')
  async own(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<SeeOther> {
    const enrolment = found(await this.events.enrolmentOf(id, me.userId), 'enrolment');
    return new SeeOther(activityHref(enrolment.id, key));
  }

  /** The same file for everybody who takes part. */
  @Get('calendar.ics')
  @Allow('signed-in')
  async calendar(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    found(await this.events.enrolmentOf(id, me.userId), 'enrolment');
    const event = found(await this.events.date(id, key), 'live event');
    void reply.headers({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="academy.ics"', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
    return calendarFile(liveEventEntry(event, (path) => new URL(path, this.config.publicUrl).href), this.clock.now(), me.timeZone);
  }
}
