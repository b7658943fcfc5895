import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { MAIL_STATES, MailDesk, type MailLine, mailKinds, MailSwitch, PageQuery } from '@academy/platform';
import { type Actor, PeopleFinder } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';

const Kind = z.string().max(60).refine((kind) => mailKinds().includes(kind), 'is no kind of mail');
const OfPerson = z.strictObject(PageQuery);
const OfState = z.strictObject({ ...PageQuery, state: z.enum(MAIL_STATES).default('failed'), kind: Kind.optional() });
const Again = z.strictObject({ kind: Kind.optional() });
const Rate = z.strictObject({ perMinute: z.int().min(1).max(1_000_000).nullable() });
const Count = z.object({ count: z.number() });
const instant = z.string();
/** `seenAt`: when an administrator marked an unknown one as seen. `subject`: what it went out as; null where it did not, or before subjects were kept. `reason`: a server's own words, or why it must not go (`opted-out`). */
const MailDocument = z.object({
  id: z.string(), kind: z.string(), subject: z.string().nullable(), isTransactional: z.boolean(), isUrgent: z.boolean(), userId: z.string().nullable(), address: z.string(),
  state: z.enum(MAIL_STATES), reason: z.string().nullable(), attempts: z.number(), createdAt: instant, dueAt: instant, sentAt: instant.nullable(), seenAt: instant.nullable(),
});
type MailDocument = z.infer<typeof MailDocument>;

/** `says`: what it would say now; null where it cannot be composed any more, or may hold a key to somebody's account. */
const LetterDocument = MailDocument.extend({ says: z.object({ subject: z.string(), text: z.string() }).nullable() });
const PersonDocument = z.object({ id: z.string(), displayName: z.string(), email: z.string(), country: z.string() });
const People = z.object({ items: z.array(PersonDocument) });
/** Nothing asked, nobody found; at most 20 (`MOST_FOUND`). */
const FindPeople = z.strictObject({ q: z.string().trim().max(200).default('') });

const documentOf = ({ createdAt, dueAt, sentAt, seenAt, language: _, ...line }: MailLine): MailDocument => ({ ...line, createdAt: createdAt.toISOString(), dueAt: dueAt.toISOString(), sentAt: sentAt?.toISOString() ?? null, seenAt: seenAt?.toISOString() ?? null });
type MailList = { items: MailDocument[]; nextCursor: string | null };

/** What the pages of operations do about mail. Pausing, going on and the rate are states: said twice they are so once. */
@Controller('api/v1/operations')
export class MailDeskApi {
  constructor(
    private readonly desk: MailDesk,
    private readonly mailSwitch: MailSwitch,
    private readonly finder: PeopleFinder,
  ) {}

  /** Mails of one state, the newest first; those that failed where none is named. */
  @Get('mail')
  @Allow('jobs.see')
  @Answers({ 200: listOf(MailDocument) })
  async list(@Query({ schema: OfState }) query: z.infer<typeof OfState>): Promise<MailList> {
    const { items, nextCursor } = await this.desk.list(query);
    return { items: items.map(documentOf), nextCursor };
  }

  /** One mail, with what it says. */
  @Get('mail/:mailId')
  @Allow('jobs.see')
  @Answers({ 200: LetterDocument })
  async read(@Param('mailId', { schema: Id }) mailId: string): Promise<z.infer<typeof LetterDocument>> {
    const { preview, recipient: _recipient, naturalKey: _key, digestId: _digest, ...line } = await this.desk.read(mailId);
    return { ...documentOf(line), says: preview && { subject: preview.subject, text: preview.text } };
  }

  /** People by their whole address or a part of their name, to read what they were sent. */
  @Get('people')
  @Allow('jobs.see')
  @Answers({ 200: People })
  async find(@Query({ schema: FindPeople }) { q }: z.infer<typeof FindPeople>): Promise<z.infer<typeof People>> {
    return { items: q === '' ? [] : await this.finder.find(q) };
  }

  /** What was written to one person, the newest first. */
  @Get('people/:userId/mails')
  @Allow('jobs.see')
  @Answers({ 200: listOf(MailDocument) })
  async ofPerson(@Param('userId', { schema: Id }) userId: string, @Query({ schema: OfPerson }) query: z.infer<typeof OfPerson>): Promise<MailList> {
    await this.finder.one(userId);
    const { items, nextCursor } = await this.desk.logOf(userId, query);
    return { items: items.map(documentOf), nextCursor };
  }

  /** One that failed, or of which nobody knows whether it arrived: that may then come twice. */
  @Post('mail/:mailId/retry')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async retry(@Param('mailId', { schema: Id }) mailId: string, @Me() me: Actor): Promise<void> {
    await this.desk.retry(mailId, me.userId);
  }

  /** All that failed, or those of one kind; none of which nobody knows whether it arrived. Answers how many. */
  @Post('mail/retry-all')
  @Allow('jobs.mend')
  @Answers({ 200: Count })
  async retryAll(@Body({ schema: Again }) { kind }: z.infer<typeof Again>, @Me() me: Actor): Promise<z.infer<typeof Count>> {
    return { count: await this.desk.retryAll(me.userId, kind) };
  }

  /** Marks all unknown ones as seen: they stay as they are, and call for nobody any more. Answers how many. */
  @Post('mail/see-unknown')
  @Allow('jobs.mend')
  @Answers({ 200: Count })
  async seeUnknown(@Me() me: Actor): Promise<z.infer<typeof Count>> {
    return { count: await this.desk.seeUnknown(me.userId) };
  }

  @Put('mail/pause')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async pause(@Me() me: Actor): Promise<void> {
    await this.mailSwitch.pause(me.userId);
  }

  @Delete('mail/pause')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async resume(@Me() me: Actor): Promise<void> {
    await this.mailSwitch.resume(me.userId);
  }

  /** Mails a minute; null for as many as the server takes. */
  @Put('mail/rate')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async rate(@Body({ schema: Rate }) { perMinute }: z.infer<typeof Rate>, @Me() me: Actor): Promise<void> {
    await this.mailSwitch.limit(perMinute, me.userId);
  }
}
