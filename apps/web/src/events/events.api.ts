import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Attendance, LiveEventQueries } from '@academy/learning';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { theEvent } from './events.view';

const Event = z.object({
  activityKey: z.string(),
  title: z.string(),
  moduleTitle: z.string(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  url: z.string(),
  recordingUrl: z.string(),
  cancelled: z.boolean(),
  sequence: z.number(),
  attended: z.number(),
  people: z.number(),
});
const Events = z.object({ items: z.array(Event) });
const Code = z.object({ code: z.string() });
const Attended = Code.extend({ attended: z.number(), items: z.array(z.object({ enrolmentId: z.string(), displayName: z.string(), country: z.string(), at: z.string() })) });

/** The live events of an edition, for those who run or moderate it. */
@Controller('api/v1/editions/:id/live-events')
export class EventsApi {
  constructor(
    private readonly events: LiveEventQueries,
    private readonly attendance: Attendance,
  ) {}

  @Get()
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: Events })
  async list(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Events>> {
    const events = await this.events.ofEdition(id);
    return { items: events.map(({ isCancelled, startsAt, endsAt, ...event }) => ({ ...event, cancelled: isCancelled, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null })) };
  }

  /** Who came, and the code that is shown; it is made when it is first asked for. */
  @Get(':key/attendance')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: Attended })
  async attended(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof Attended>> {
    const { attended } = await theEvent(this.events, id, key);
    const [code, people] = await Promise.all([this.attendance.code(id, key), this.events.attendees(id, key)]);
    return { code, attended, items: people.map((person) => ({ ...person, at: person.at.toISOString() })) };
  }

  /** Another code; the one before is wrong from now on. */
  @Post(':key/attendance-code')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 201: Code })
  async renew(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<z.infer<typeof Code>> {
    return { code: await this.attendance.renew(id, key, me.userId) };
  }
}
