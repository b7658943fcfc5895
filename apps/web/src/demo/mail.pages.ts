import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { CONFIG, type Config, found } from '@academy/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { MailHtml } from '../views/mail.html';
import { Page } from '../views/page';
import { DemoMailbox, type WholeMail } from './mailbox.queries';

const MailId = z.string().regex(/^\d{1,18}$/);
const MailboxQuery = z.strictObject({ before: MailId.optional(), after: MailId.optional() });

/** The mailbox of the demonstration: whatever the Academy has sent, to whomever. */
@Controller('demo/mail')
export class DemoMailPages {
  constructor(
    private readonly mailbox: DemoMailbox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('anyone')
  async list(@Query({ schema: MailboxQuery }) { before, after }: z.infer<typeof MailboxQuery>): Promise<Page> {
    const { mails, newer, older } = await this.mailbox.list({ before: before ?? null, after: after ?? null });
    return new Page('demo/mail', {
      mails: mails.map((mail) => ({ ...mail, sentAt: mail.sentAt.toISOString() })),
      newer: newer && `/demo/mail?after=${newer}`,
      older: older && `/demo/mail?before=${older}`,
      isSentElsewhere: this.config.smtpUrl !== null,
    });
  }

  @Get(':id')
  @Allow('anyone')
  async show(@Param('id', { schema: MailId }) id: string): Promise<Page> {
    const { headers, sentAt, text, ...mail } = await this.find(id);
    return new Page('demo/mail-message', {
      mail: { ...mail, sentAt: sentAt.toISOString() },
      paragraphs: text.trim().split(/\n{2,}/).map((paragraph) => paragraph.split('\n')),
      headers: [{ label: 'Message-ID', value: mail.messageId }, ...Object.entries(headers).map(([label, value]) => ({ label, value }))],
    });
  }

  @Get(':id/html')
  @Allow('anyone')
  async html(@Param('id', { schema: MailId }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return new MailHtml((await this.find(id)).html).answer(reply);
  }

  /** The plain-text part as it was sent. */
  @Get(':id/text')
  @Allow('anyone')
  async text(@Param('id', { schema: MailId }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { text } = await this.find(id);
    void reply.type('text/plain; charset=utf-8');
    return text;
  }

  private async find(id: string): Promise<WholeMail> {
    return found(await this.mailbox.one(id), 'mail');
  }
}
