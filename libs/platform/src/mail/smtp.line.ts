import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpError } from './mail.rules';

export type SmtpServer = Readonly<{ host: string; port: number; secure: boolean; user: string | null; password: string | null; options: Readonly<Record<string, unknown>> }>;
export type Envelope = Readonly<{ from: string; to: string }>;

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const NOT_ASCII = /[^\u0000-\u007f]/;

const valueOf = (text: string): string | number | boolean => (text === 'true' ? true : text === 'false' ? false : /^\d+$/.test(text) ? Number(text) : text);

/** Reads `smtp://user:password@host:port?option=value`, as nodemailer does; numbers as numbers, for it takes times as such. */
export function serverOf(url: string): SmtpServer {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  const options = Object.fromEntries([...searchParams].map(([name, value]) => [name, valueOf(value)]));
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port ? Number(port) : secure ? 465 : 587, secure, user: username ? decodeURIComponent(username) : null, password: decodeURIComponent(password), options };
}

/** One conversation with a mail server, over which mails go one after the other. Throws `SmtpError`s. */
export class SmtpLine {
  private isOpen = true;
  /** Mails that went over it. */
  carried = 0;

  private constructor(private readonly connection: SMTPConnection) {
    connection.on('error', () => (this.isOpen = false));
    connection.on('end', () => (this.isOpen = false));
  }

  static async open({ host, port, secure, user, password, options }: SmtpServer): Promise<SmtpLine> {
    const connection = new SMTPConnection({ ...TIMEOUTS, ...options, host, port, secure });
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('The server ended the conversation.')));
        connection.connect((error) => (error ? reject(error) : resolve()));
      });
      if (user !== null) await new Promise<void>((resolve, reject) => connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve())));
    } catch (error) {
      connection.on('error', () => undefined);
      connection.close();
      throw Object.assign(error as Error, { wasLetIn: false } satisfies SmtpError);
    }
    return new SmtpLine(connection);
  }

  get isUsable(): boolean {
    return this.isOpen;
  }

  /** Addresses beyond ASCII go only where the server says that it takes them (RFC 6531); the domain is ASCII by now. */
  async send(envelope: Envelope, text: Buffer): Promise<void> {
    if (NOT_ASCII.test(envelope.to) && !this.offers('SMTPUTF8')) throw Object.assign(new Error('The mail server takes no addresses with letters beyond ASCII before the @ (SMTPUTF8).'), { isRefusedByUs: true } satisfies SmtpError);
    const stream = Readable.from([text], { objectMode: false });
    try {
      await new Promise<void>((resolve, reject) => this.connection.send({ ...envelope, size: text.length }, stream, (error) => (error ? reject(error) : resolve())));
      this.carried += 1;
    } catch (error) {
      throw Object.assign(error as Error, { wasUnderWay: stream.readableDidRead } satisfies SmtpError);
    }
  }

  /** Ends the conversation, politely where it is whole. */
  end(): void {
    if (this.isOpen) this.connection.quit();
    else this.connection.close();
    this.isOpen = false;
  }

  /** Breaks it off: whoever is amid a mail hears an error. */
  breakOff(): void {
    this.isOpen = false;
    this.connection.close();
  }

  private offers(extension: string): boolean {
    // What EHLO answered; nodemailer has no public name for it.
    return (this.connection as unknown as { _supportedExtensions: string[] })._supportedExtensions.includes(extension);
  }
}
