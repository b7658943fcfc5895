import { Controller, Get, Query } from '@nestjs/common';
import { localOf, PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import { MAIL_FATES, OwnMails } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { listOf } from '../http/shapes';

const MailsQuery = z.strictObject(PageQuery);
/** Days are those of the reader. `subject`: what it went out as; null where it did not, or before subjects were kept. `day`: when it went, or is to go; in the letter of that day where it is part of one. */
const MailDocument = z.object({ id: z.string(), kind: z.string(), subject: z.string().nullable(), writtenOn: z.string(), fate: z.enum(MAIL_FATES), day: z.string().nullable() });
const DAY = 10;

@Controller('api/v1/me/mails')
export class MailsApi {
  constructor(private readonly mails: OwnMails) {}

  /** What was written to one, and what became of it: the newest days first. */
  @Get()
  @Allow('signed-in')
  @Answers({ 200: listOf(MailDocument) })
  async list(@Query({ schema: MailsQuery }) query: z.infer<typeof MailsQuery>, @Me() me: Actor): Promise<unknown> {
    const dayOf = (instant: Date | null): string | null => instant && localOf(instant, me.timeZone).slice(0, DAY);
    const { items, nextCursor } = await this.mails.list(me.userId, me.timeZone, query);
    return { items: items.map(({ id, kind, subject, fate, writtenOn, day }) => ({ id, kind, subject, fate, writtenOn: dayOf(writtenOn), day: dayOf(day) })), nextCursor };
  }
}
