import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { Database } from '../database';
import { envelopeAddress } from './mail.addresses';
import { type ComposedMail, mimeOf } from './mail.mime';
import { serverOf } from './smtp.line';
import { SmtpPool } from './smtp.pool';

/** Hands mails over: to the SMTP server of `SMTP_URL`, or to the demonstration's mailbox where there is none. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly pool: SmtpPool | null;
  /** The name under which a server that fails is left alone; the demonstration's mailbox never fails. */
  readonly host: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
  ) {
    const server = config.smtpUrl ? serverOf(config.smtpUrl) : null;
    this.pool = server && new SmtpPool(server);
    this.host = server ? `${server.host}:${server.port}` : 'demonstration';
  }

  /** Throws `SmtpError`s, which say how far the conversation came. */
  async send(mail: ComposedMail): Promise<void> {
    if (!this.pool) return this.keep(mail);
    const envelope = { from: envelopeAddress(mail.bounceTo ?? this.config.mailFrom), to: envelopeAddress(mail.to) };
    await this.pool.send(envelope, mimeOf(mail, this.config.mailFrom));
  }

  onApplicationShutdown(): void {
    this.pool?.close();
  }

  private async keep(mail: ComposedMail): Promise<void> {
    await this.database.query(
      `INSERT INTO demo_mail (message_id, sender, recipient, subject, html, text, headers) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [mail.messageId, this.config.mailFrom, mail.to, mail.subject, mail.html, mail.text, JSON.stringify(mail.headers)],
    );
  }
}
