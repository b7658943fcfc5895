import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { formatInstant } from '../dates';
import { Messages } from '../messages';
import { Secrets } from '../secrets';
import { Clock } from '../clock';
import { Templates } from '../templates';
import { bounceAddress } from './bounce.address';
import { calendarFile } from './calendar.rules';
import { identityHeaders } from './mail.headers.rules';
import type { MailContent, MailKind, MailRecipient } from './mail.kinds';
import type { ComposedMail } from './mail.mime';

type Composable = { id: string; kind: string; userId: string | null; address: string; recipient: MailRecipient; data: Record<string, unknown> };

/** Whatever language has this text has those of all mails. */
const WHOLE = 'mail.greeting';

/** Previews have no id. */
const UUID = /^[0-9a-f-]{36}$/;

const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

/** Characters that mail programs show beside the subject. */
const PREVIEWED = 140;

const previewOf = (paragraphs: readonly string[]): string => oneLine(paragraphs.join(' ')).slice(0, PREVIEWED);

/** Makes the mail itself: subject, HTML and plain text in the recipient's language, the headers that good senders set. */
@Injectable()
export class MailComposer {
  constructor(
    private readonly messages: Messages,
    private readonly templates: Templates,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a mail says, in its recipient's language, before it is laid out: a digest gathers this. */
  contentOf(kind: MailKind, { recipient, data }: Pick<Composable, 'recipient' | 'data'>): MailContent {
    const locale = this.localeOf(recipient);
    return kind.compose(data, {
      recipient,
      t: (key, values) => this.messages.text(locale, `mail.${key}`, values),
      url: (path) => `${this.config.publicUrl}${path}`,
      seal: (purpose, value) => this.secrets.seal(purpose, value),
      date: (instant, style = 'day') => formatInstant(instant, style, locale, recipient.timeZone),
    });
  }

  compose(kind: MailKind, mail: Composable): ComposedMail {
    const locale = this.localeOf(mail.recipient);
    const content = this.contentOf(kind, mail);
    const { subject, paragraphs, quote = null, action = null, items = [], footnote = null, calendar } = content;
    const unsubscribe = kind.mayUnsubscribe && mail.userId ? this.unsubscribeUrl(mail.userId, mail.kind) : null;
    const page = { subject: oneLine(subject), preview: previewOf(paragraphs), paragraphs, quote, action, items, footnote, recipient: mail.recipient, unsubscribe, home: this.config.publicUrl };
    const host = new URL(this.config.publicUrl).hostname;
    return {
      messageId: `<mail-${mail.id}@${host}>`,
      bounceTo: this.config.mailBounces && UUID.test(mail.id) ? bounceAddress(this.config.mailBounces, mail.id, this.secrets) : null,
      to: mail.address,
      subject: page.subject,
      html: this.templates.render('mail/message', { page, locale }),
      text: this.templates.renderText('mail/message.text', { page, locale }),
      headers: identityHeaders(kind, host, unsubscribe),
      // What has begun already is of no use in a calendar.
      attachments: calendar && calendar.startsAt > this.clock.now() ? [{ filename: 'academy.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH', content: calendarFile(calendar, this.clock.now(), mail.recipient.timeZone) }] : [],
    };
  }

  /** Mails speak more languages than pages do. */
  private localeOf({ locale }: MailRecipient): string {
    return this.messages.nearest(locale, WHOLE);
  }

  private unsubscribeUrl(userId: string, kind: string): string {
    return `${this.config.publicUrl}/unsubscribe/${this.secrets.conceal('unsubscribe', `${userId}.${kind}`)}`;
  }
}
