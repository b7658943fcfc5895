import { type Envelope, SmtpLine, type SmtpServer } from './smtp.line';
import type { SmtpError } from './mail.rules';

/** Mails over one conversation: servers end longer ones. */
const MOST_CARRIED = 100;
/** Milliseconds that a conversation is kept open for the next mail. */
const IDLE = 5_000;
/** Milliseconds for one mail, from sender to the word that it was taken; below the lease of its claim. */
const LONGEST = 90_000;

/** Conversations with one mail server that are kept for the next mail. As many are open as mails are handed over at once. */
export class SmtpPool {
  private readonly idle: { line: SmtpLine; timer: NodeJS.Timeout }[] = [];

  /** `longest`: milliseconds that one mail may take. */
  constructor(
    private readonly server: SmtpServer,
    private readonly longest = LONGEST,
  ) {}

  /** Throws `SmtpError`s. A conversation that served before and ended since is no failure, nor is one begun before the server learnt what this mail needs: another one is begun. */
  async send(envelope: Envelope, text: Buffer): Promise<void> {
    const kept = this.take();
    if (kept) {
      try {
        return await this.sendOver(kept, envelope, text);
      } catch (error) {
        const { responseCode, wasUnderWay } = error as SmtpError;
        if (responseCode !== undefined || wasUnderWay) throw error;
      }
    }
    await this.sendOver(await SmtpLine.open(this.server), envelope, text);
  }

  close(): void {
    for (let line = this.take(); line; line = this.take()) line.end();
  }

  private async sendOver(line: SmtpLine, envelope: Envelope, text: Buffer): Promise<void> {
    try {
      await withinReason(line, line.send(envelope, text), this.longest);
    } catch (error) {
      // What is left of the envelope would be taken for part of the next one.
      line.end();
      throw error;
    }
    if (line.carried >= MOST_CARRIED) return line.end();
    const kept = { line, timer: setTimeout(() => this.drop(kept), IDLE).unref() };
    this.idle.push(kept);
  }

  /** The one used last: the others are let go when it is quiet. */
  private take(): SmtpLine | null {
    for (let kept = this.idle.pop(); kept; kept = this.idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.line.isUsable) return kept.line;
    }
    return null;
  }

  private drop(kept: { line: SmtpLine; timer: NodeJS.Timeout }): void {
    const place = this.idle.indexOf(kept);
    if (place < 0) return;
    this.idle.splice(place, 1);
    kept.line.end();
  }
}

/** A server that answers each command just in time could hold a mail beyond its lease, and another sender would send it too. */
async function withinReason(line: SmtpLine, sending: Promise<void>, longest: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      line.breakOff();
      // Nobody knows how far it came.
      reject(Object.assign(new Error('The conversation took too long.'), { wasUnderWay: true } satisfies SmtpError));
    }, longest);
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
