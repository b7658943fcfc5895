import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { MAIL_STATES, MailDesk, MailFiguresQueries, MailHosts, mailKind, MailSwitch, Messages, MOST_MAILS, PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { letterParagraphs } from '../reminding/letter.view';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { mailKindWords, mailLines } from './operations.view';

const ADDRESS = '/operations/mail';
const PER_PAGE = 25;
const ListQuery = z.object({ cursor: PageQuery.cursor, state: z.enum(MAIL_STATES).catch('failed') });
type ListQuery = z.infer<typeof ListQuery>;
/** Without a number: as fast as the server takes them. */
const RateForm = z.strictObject({ perMinute: z.coerce.number().int().min(1).max(1_000_000).nullable().default(null) });

/** All mail: the switch, the rate, and what did not arrive. */
@Controller('operations/mail')
export class MailPages {
  constructor(
    private readonly desk: MailDesk,
    private readonly figures: MailFiguresQueries,
    private readonly mailSwitch: MailSwitch,
    private readonly hosts: MailHosts,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('jobs.see')
  list(@Query({ schema: ListQuery }) query: ListQuery, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(query, locale, null);
  }

  @Post('rate')
  @Allow('jobs.mend')
  rate(@Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      RateForm,
      body,
      async ({ perMinute }) => {
        await this.mailSwitch.limit(perMinute, me.userId);
        return new SeeOther(ADDRESS, perMinute === null ? { kind: 'success', message: 'operations.rateLifted' } : { kind: 'success', message: 'operations.rateSet', values: { count: perMinute } });
      },
      (form) => this.page({ state: 'failed' }, locale, form),
    );
  }

  @Post('pause')
  @Allow('jobs.mend')
  async pause(@Me() me: Actor): Promise<SeeOther> {
    await this.mailSwitch.pause(me.userId);
    return new SeeOther(ADDRESS, { kind: 'info', message: 'operations.paused' });
  }

  @Post('resume')
  @Allow('jobs.mend')
  async resume(@Me() me: Actor): Promise<SeeOther> {
    await this.mailSwitch.resume(me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'operations.resumed' });
  }

  /** All that failed; those of which nobody knows whether they arrived are sent again one by one, or not at all. */
  @Post('retry-all')
  @Allow('jobs.mend')
  async retryAll(@Me() me: Actor): Promise<SeeOther> {
    const count = await this.desk.retryAll(me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'operations.mailsAgain', values: { count } });
  }

  /** All of which nobody knows whether they arrived: seen, they call for nobody any more. */
  @Post('see-unknown')
  @Allow('jobs.mend')
  async seeUnknown(@Me() me: Actor): Promise<SeeOther> {
    const count = await this.desk.seeUnknown(me.userId);
    return new SeeOther(`${ADDRESS}?state=unknown`, { kind: 'success', message: 'operations.unknownSeen', values: { count } });
  }

  @Post('letters/:mailId/retry')
  @Allow('jobs.mend')
  async retry(@Param('mailId', { schema: Id }) mailId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.desk.retry(mailId, me.userId);
    return new SeeOther(`${ADDRESS}/letters/${mailId}`, { kind: 'success', message: 'operations.mailAgain' });
  }

  /** One mail, with what it says today, but for those that may hold a key to somebody's account. */
  @Get('letters/:mailId')
  @Allow('jobs.see')
  async show(@Param('mailId', { schema: Id }) mailId: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const { preview, ...mail } = await this.desk.read(mailId);
    const isSecret = mailKind(mail.kind)?.mayUnsubscribe !== true;
    return new Page('operations/letter', {
      mail: mailLines(this.messages, locale, [mail])[0],
      recipient: mail.recipient,
      about: mailKindWords(this.messages, locale, mail.kind),
      isSecret,
      preview: isSecret || !preview ? null : { subject: preview.subject, paragraphs: letterParagraphs(preview.text) },
    });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['rate', 'pause', 'resume', 'retry-all', 'see-unknown'])
  @Allow('jobs.see')
  back(): SeeOther {
    return new SeeOther(ADDRESS);
  }

  @Get('letters/:mailId/retry')
  @Allow('jobs.see')
  backToLetter(@Param('mailId', { schema: Id }) mailId: string): SeeOther {
    return new SeeOther(`${ADDRESS}/letters/${mailId}`);
  }

  private async page({ state, cursor }: ListQuery, locale: string, form: FormState | null): Promise<Page> {
    const [figures, mailSwitch, hosts, { items, nextCursor }] = await Promise.all([this.figures.read(), this.mailSwitch.state(), this.hosts.away(), this.desk.list({ state, limit: PER_PAGE, cursor })]);
    return new Page('operations/mail', {
      ...figures,
      most: MOST_MAILS,
      mailSwitch,
      hosts,
      state,
      lines: mailLines(this.messages, locale, items),
      first: cursor === undefined ? null : `${ADDRESS}?state=${state}`,
      next: nextCursor === null ? null : `${ADDRESS}?state=${state}&cursor=${nextCursor}`,
      form: formView(this.messages, locale, 'operations', form ?? emptyForm({ perMinute: mailSwitch.perMinute ?? '' })),
    });
  }
}
