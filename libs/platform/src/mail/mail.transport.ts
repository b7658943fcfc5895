import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../config';
import { Database } from '../database';

export type ComposedMail = {
  messageId: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

/** Rides with the mail through nodemailer, to see its text as a stream. */
type Watched = { watch: (text: Readable) => unknown };

/** Hands mails over: to the SMTP server of `SMTP_URL`, or to the demonstration's mailbox where there is none. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly smtp: Transporter | null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
  ) {
    this.smtp = config.smtpUrl
      ? createTransport(
          { url: config.smtpUrl, pool: true, maxConnections: 4, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as object,
          { from: config.mailFrom },
        )
      : null;
    this.smtp?.use('stream', ({ message, data }, next) => {
      message.processFunc((text: Readable) => {
        (data as Watched).watch(text);
        return text;
      });
      next();
    });
  }

  /**
   * Throws what nodemailer throws: `responseCode` and `command` say what the server answered; `wasUnderWay` is added, for after
   * a connection that broke nodemailer does not tell whether it had begun to send the text. It reads the text only for that.
   * Where a connection that served before ends ahead of the text, nodemailer itself takes another, and nothing is thrown.
   */
  async send(mail: ComposedMail): Promise<void> {
    if (!this.smtp) return this.keep(mail);
    let text: Readable | null = null;
    const watched: Watched = { watch: (stream) => (text = stream) };
    try {
      await this.smtp.sendMail({
        messageId: mail.messageId,
        to: mail.to,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: mail.headers,
        ...watched,
      });
    } catch (error) {
      throw Object.assign(error as Error, { wasUnderWay: (text as Readable | null)?.readableDidRead ?? false });
    }
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }

  private async keep(mail: ComposedMail): Promise<void> {
    await this.database.query(
      `INSERT INTO demo_mail (message_id, sender, recipient, subject, html, text, headers) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [mail.messageId, this.config.mailFrom, mail.to, mail.subject, mail.html, mail.text, JSON.stringify(mail.headers)],
    );
  }
}
