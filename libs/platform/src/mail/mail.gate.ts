import { Injectable } from '@nestjs/common';
import type { MailRecipient } from './mail.kinds';

/** A mail that is about to be sent, as those who may object see it. */
export type PendingMail = { id: string; dueAt: Date; kind: string; userId: string | null; address: string; recipient: MailRecipient; data: Record<string, unknown>; isTransactional: boolean; isUrgent: boolean };

/** Answers why this mail must not be sent now, or null. */
export type Objection = (mail: PendingMail) => Promise<string | null>;

/** Answers what a mail says by now beside what was stored, or null for mails of others. */
export type Latest = (mail: PendingMail) => Promise<Readonly<Record<string, unknown>> | null>;

/** A better hour for a mail. `isHeld`: it goes into a digest then, not alone. */
export type BetterHour = Readonly<{ at: Date; why: string; isHeld: boolean }>;
/** Answers when this mail should go rather than now, or null. */
export type Timing = (mail: PendingMail) => Promise<BetterHour | null>;

/** Libs above say here what only they know: opted out, withdrawn, done since; and the wording of today. Asked at the moment of sending. */
@Injectable()
export class MailGate {
  private readonly objections: Objection[] = [];
  private readonly timings: Timing[] = [];
  private readonly readers: Latest[] = [];
  private readonly statements: string[] = [];

  objectTo(objection: Objection): void {
    this.objections.push(objection);
  }

  /** An objection that is part of the statement that claims: an SQL expression over the mail `m` that gives a reason or null. It must be quick, for it is asked of every mail. */
  objectInSql(reason: string): void {
    this.statements.push(`(${reason})`);
  }

  objectionSql(): string {
    return this.statements.length === 0 ? 'NULL' : `coalesce(${this.statements.join(', ')})`;
  }

  timeWith(timing: Timing): void {
    this.timings.push(timing);
  }

  readWith(latest: Latest): void {
    this.readers.push(latest);
  }

  async latest(mail: PendingMail): Promise<Record<string, unknown>> {
    const read: Record<string, unknown> = { ...mail.data };
    for (const latest of this.readers) Object.assign(read, await latest(mail));
    return read;
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
