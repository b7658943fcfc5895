import MailComposer from 'nodemailer/lib/mail-composer';
import { envelopeAddress } from './mail.addresses';

export type Attachment = { filename: string; contentType: string; content: string };
export type ComposedMail = {
  messageId: string;
  /** Where it is said that a mail could not be delivered; null for the sender's own address. */
  bounceTo: string | null;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: Attachment[];
};

/** The mail as it travels (RFC 5322, 2045): plain text and HTML as alternatives, then what is attached. */
export function mimeOf(mail: ComposedMail, from: string): Promise<Buffer> {
  return new MailComposer({
    from,
    to: { name: '', address: envelopeAddress(mail.to) },
    subject: mail.subject,
    messageId: mail.messageId,
    headers: mail.headers,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content })),
    disableUrlAccess: true,
    disableFileAccess: true,
  })
    .compile()
    .build();
}
