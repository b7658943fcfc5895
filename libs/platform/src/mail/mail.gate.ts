/** A mail that is about to be sent, as those who may object see it. */
export type PendingMail = { id: string; kind: string; userId: string | null; data: Record<string, unknown>; isTransactional: boolean };

/** Answers why this mail must not be sent now, or null. */
export type Objection = (mail: PendingMail) => Promise<string | null>;

const objections: Objection[] = [];

/** Libs above register what only they know: opted out, withdrawn, done since. Asked at the moment of sending. */
export const objectTo = (objection: Objection): void => void objections.push(objection);

export async function whyNotSend(mail: PendingMail): Promise<string | null> {
  for (const objection of objections) {
    const reason = await objection(mail);
    if (reason) return reason;
  }
  return null;
}
