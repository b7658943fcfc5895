import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { CalendarQueries } from '@academy/learning';
import { Feeds } from '@academy/reminders';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Calendars } from './calendars';

const File = z.string().max(300);

/** The dates of all editions somebody takes part in, for programs that cannot sign in. */
@Controller('calendar')
export class OwnCalendarPages {
  constructor(
    private readonly dates: CalendarQueries,
    private readonly calendars: Calendars,
    private readonly feeds: Feeds,
  ) {}

  /** Whoever has the address may read: it holds a key of its owner, who can renew it. */
  @Get(':file')
  @Allow('anyone')
  async file(@Param('file', { schema: File }) file: string, @Res() reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<void> {
    const { userId, locale } = await this.feeds.calendarReader(file.replace(/\.ics$/, ''));
    const { status, body, headers } = this.calendars.answer(await this.dates.ofPerson(userId), locale, null, known);
    void reply.code(status).headers(headers).send(body);
  }
}
