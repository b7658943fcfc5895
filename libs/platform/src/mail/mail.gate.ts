import { Injectable } from '@nestjs/common';

/** A mail that is about to be sent, as those who may object see it. */
export type PendingMail = { id: string; kind: string; userId: string | null; data: Record<string, unknown>; isTransactional: boolean };

/** Answers why this mail must not be sent now, or null. */
export type Objection = (mail: PendingMail) => Promise<string | null>;

/** Libs above say here what only they know: opted out, withdrawn, done since. Asked at the moment of sending. */
@Injectable()
export class MailGate {
  private readonly objections: Objection[] = [];

  objectTo(objection: Objection): void {
    this.objections.push(objection);
  }

  async whyNotSend(mail: PendingMail): Promise<string | null> {
    for (const objection of this.objections) {
      const reason = await objection(mail);
      if (reason) return reason;
    }
    return null;
  }
}
