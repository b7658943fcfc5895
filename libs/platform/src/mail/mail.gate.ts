import { Injectable } from '@nestjs/common';

/** A mail that is about to be sent, as those who may object see it. */
export type PendingMail = { id: string; kind: string; userId: string | null; data: Record<string, unknown>; isTransactional: boolean };

/** Answers why this mail must not be sent now, or null. */
export type Objection = (mail: PendingMail) => Promise<string | null>;

/** Answers what a mail says by now beside what was stored, or null for mails of others. */
export type Latest = (mail: PendingMail) => Promise<Readonly<Record<string, unknown>> | null>;

/** Libs above say here what only they know: opted out, withdrawn, done since; and the wording of today. Asked at the moment of sending. */
@Injectable()
export class MailGate {
  private readonly objections: Objection[] = [];
  private readonly readers: Latest[] = [];

  objectTo(objection: Objection): void {
    this.objections.push(objection);
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
}
