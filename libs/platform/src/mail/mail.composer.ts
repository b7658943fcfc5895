import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { formatInstant } from '../dates';
import { Messages } from '../messages';
import { Secrets } from '../secrets';
import { Templates } from '../templates';
import type { MailKind, MailRecipient } from './mail.kinds';
import type { ComposedMail } from './mail.transport';

type Composable = { id: string; kind: string; userId: string | null; address: string; recipient: MailRecipient; data: Record<string, unknown> };

/** Makes the mail itself: subject, HTML and plain text in the recipient's language, the headers that good senders set. */
@Injectable()
export class MailComposer {
  constructor(
    private readonly messages: Messages,
    private readonly templates: Templates,
    private readonly secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  compose(kind: MailKind, mail: Composable): ComposedMail {
    const locale = this.messages.nearest(mail.recipient.locale);
    const content = kind.compose(mail.data, {
      recipient: mail.recipient,
      t: (key, values) => this.messages.text(locale, `mail.${key}`, values),
      url: (path) => `${this.config.publicUrl}${path}`,
      seal: (purpose, value) => this.secrets.seal(purpose, value),
      date: (instant, style = 'day') => formatInstant(instant, style, locale, mail.recipient.timeZone),
    });
    const unsubscribe = kind.mayUnsubscribe && mail.userId ? this.unsubscribeUrl(mail.userId, mail.kind) : null;
    const context = { page: { ...content, recipient: mail.recipient, unsubscribe, home: this.config.publicUrl }, locale };
    return {
      messageId: `<mail-${mail.id}@${new URL(this.config.publicUrl).hostname}>`,
      to: mail.address,
      subject: content.subject.replace(/\s+/g, ' ').trim(),
      html: this.templates.render('mail/message', context),
      text: this.templates.renderText('mail/message.text', context),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Academy-Kind': mail.kind,
        ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      },
    };
  }

  private unsubscribeUrl(userId: string, kind: string): string {
    return `${this.config.publicUrl}/unsubscribe/${this.secrets.seal('unsubscribe', `${userId}.${kind}`)}`;
  }
}
