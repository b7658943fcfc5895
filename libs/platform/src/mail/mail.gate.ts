import { Injectable } from '@nestjs/common';
import type { MailRecipient } from './mail.kinds';

/** A mail that is about to be sent, as those who may object see it. */
export type PendingMail = { id: string; dueAt: Date; kind: string; userId: string | null; address: string; recipient: MailRecipient; data: Record<string, unknown>; isTransactional: boolean; isUrgent: boolean };

/** Answers why this mail must not be sent now, or null. */
export type Objection = (mail: PendingMail) => Promise<string | null>;

/** Answers what a mail says by now beside what was stored, or null for mails of others. */
export type Latest = (mail: PendingMail) => Promise<Readonly<Record<string, unknown>> | null>;

/** Writes down what asking about a mail came to, now that it is about to go. Whoever only looks at it changes nothing. */
export type Conclusion = (mail: PendingMail) => Promise<void>;

/** A better hour for a mail. `isHeld`: it goes into a digest then, not alone. */
export type BetterHour = Readonly<{ at: Date; why: string; isHeld: boolean }>;
/** Answers when this mail should go rather than now, or null. */
export type Timing = (mail: PendingMail) => Promise<BetterHour | null>;

/** Why the address of the mail `m` is written to no more: urgent mail goes all the same. */
const SUPPRESSED = '(SELECT s.reason FROM mail_suppression s WHERE s.address = lower(m.address) AND s.reason IS NOT NULL AND NOT m.is_urgent)';

/** Libs above say here what only they know: opted out, withdrawn, done since; and the wording of today. Asked at the moment of sending. */
@Injectable()
export class MailGate {
  private readonly objections: Objection[] = [];
  private readonly timings: Timing[] = [];
  private readonly readers: Latest[] = [];
  private readonly conclusions: Conclusion[] = [];
  private readonly addresses: string[] = [];
  private readonly recipients: string[] = [];
  private readonly claimWords: string[] = [SUPPRESSED];
  private readonly lastWords: string[] = [];

  objectTo(objection: Objection): void {
    this.objections.push(objection);
  }

  /** An objection that is asked of every mail in the very statement that claims it, and again as the last word: an SQL expression over the mail `m` that gives a reason or null. It must be quick. */
  objectInSql(reason: string): void {
    this.claimWords.push(`(${reason})`);
  }

  objectionSql(): string {
    return `coalesce(${this.claimWords.join(', ')})`;
  }

  /** An objection that is asked once more in the very statement that begins to hand over a mail that is not transactional: an SQL expression over the mail `m` that gives a reason or null. It must be quick. */
  lastWord(reason: string): void {
    this.lastWords.push(`(${reason})`);
  }

  lastWordSql(): string {
    return `coalesce(${[...this.claimWords, ...this.lastWords].join(', ')})`;
  }

  /** Where a mail goes by now: a query over the mail `m` that answers an address, or nothing for mails that go where they were written to. */
  addressInSql(address: string): void {
    this.addresses.push(`(${address})`);
  }

  addressSql(): string {
    return `coalesce(${[...this.addresses, 'm.address'].join(', ')})`;
  }

  /** Whose language and zone a mail speaks by now: a query over the mail `m` that answers a `MailRecipient` as JSON, or nothing. */
  recipientInSql(recipient: string): void {
    this.recipients.push(`(${recipient})`);
  }

  recipientSql(): string {
    return `coalesce(${[...this.recipients, 'm.recipient'].join(', ')})`;
  }

  timeWith(timing: Timing): void {
    this.timings.push(timing);
  }

  readWith(latest: Latest): void {
    this.readers.push(latest);
  }

  concludeWith(conclusion: Conclusion): void {
    this.conclusions.push(conclusion);
  }

  /** What a mail says by now. Only reads. */
  async latest(mail: PendingMail): Promise<Record<string, unknown>> {
    const read: Record<string, unknown> = { ...mail.data };
    for (const latest of this.readers) Object.assign(read, await latest(mail));
    return read;
  }

  /** For who sends alone: the mail is composed, and is handed over next. */
  async conclude(mail: PendingMail): Promise<void> {
    for (const conclude of this.conclusions) await conclude(mail);
  }

  async whyNotSend(mail: PendingMail): Promise<string | null> {
    for (const objection of this.objections) {
      const reason = await objection(mail);
      if (reason) return reason;
    }
    return null;
  }

  /** The first that knows a better hour has it; asked anew when that hour comes. */
  async betterHour(mail: PendingMail): Promise<BetterHour | null> {
    for (const timing of this.timings) {
      const hour = await timing(mail);
      if (hour) return hour;
    }
    return null;
  }
}
