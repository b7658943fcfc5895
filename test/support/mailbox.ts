import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { until } from './until';

/** `envelopeFrom`: where it would be sent back to. */
export type ReceivedMail = Email & { raw: string; envelopeFrom: string };

/** What a socket says of a sender that died amid its mail: nothing a mail server could do about, and nothing it kept. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE']);

/** A real SMTP server that keeps what it is handed. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        void PostalMime.parse(raw).then((mail) => {
          this.mails.push({ ...mail, raw, envelopeFrom: session.envelope.mailFrom ? session.envelope.mailFrom.address : '' });
          done();
        });
      });
    },
  });

  async open(): Promise<string> {
    this.server.on('error', (error: NodeJS.ErrnoException) => {
      if (!BROKEN_OFF.has(error.code ?? '')) throw error;
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Mails to an address, of one kind where it is given (`X-Academy-Kind`). */
  to(address: string, kind?: string): ReceivedMail[] {
    return this.mails.filter(
      (mail) => mail.to?.some((each) => each.address === address) && (!kind || mail.headers.some((header) => header.key === 'x-academy-kind' && header.value === kind)),
    );
  }

  /** The first mail to an address of a kind, once it is there. How soon is for the bench to say. */
  waitFor(address: string, kind: string): Promise<ReceivedMail> {
    return until(() => this.to(address, kind)[0], `a mail ${kind} to ${address}`);
  }
}

/** What a mail says, without the links by which one unsubscribes: their signs are random, and may spell anything. */
export const wordsOf = ({ text }: Pick<ReceivedMail, 'text'>): string => (text ?? '').replace(/\S*\/unsubscribe\/\S+/g, '');

/** The token that a link in a mail ends in. */
export const tokenIn = (mail: ReceivedMail): string => {
  const token = /[?&]token=([\w.-]+)/.exec(mail.text ?? '')?.[1];
  if (!token) throw new Error(`No token in: ${mail.text}`);
  return token;
};
