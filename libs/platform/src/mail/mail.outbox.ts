import { rows, type Transaction } from '../database';
import type { MailKind, MailRecipient } from './mail.kinds';

export type OutgoingMail<Data> = {
  /** Says what this mail is about, once for ever: `enrolled:<enrolment>`. A second one with the same key is not written. */
  key: string;
  userId: string | null;
  address: string;
  recipient: MailRecipient;
  data: Data;
  /** When it is due; at once where not given. */
  dueAt?: Date;
};

/** Writes mails in the caller's transaction; the worker sends them. Answers how many were new. */
export async function queueMail<Data extends object>(tx: Transaction, kind: MailKind<Data>, mails: OutgoingMail<Data>[]): Promise<number> {
  if (mails.length === 0) return 0;
  const written = await rows<{ id: string }>(
    tx,
    `INSERT INTO mail (natural_key, kind, is_transactional, is_urgent, user_id, address, recipient, data, due_at)
     SELECT key, $1, $2, $4, user_id, address, recipient, data, coalesce(due_at, academy_now())
     FROM jsonb_to_recordset($3::jsonb) AS given (key text, user_id uuid, address text, recipient jsonb, data jsonb, due_at timestamptz)
     ON CONFLICT (natural_key) DO NOTHING
     RETURNING id, pg_notify('mail', '')`,
    [
      kind.kind,
      kind.isTransactional,
      JSON.stringify(mails.map((mail) => ({ key: mail.key, user_id: mail.userId, address: mail.address, recipient: nameOf(mail.recipient), data: mail.data, due_at: mail.dueAt ?? null }))),
      !kind.mayUnsubscribe,
    ],
  );
  return written.length;
}

/** The INSERT of mails to thousands, as a part of the caller's own statement. `mails` is SQL that answers natural_key, kind, is_transactional, user_id, address, recipient and data. */
export const queueMailSql = (mails: string): string =>
  `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
   SELECT m.natural_key, m.kind, m.is_transactional, m.user_id, m.address, m.recipient, m.data, academy_now() FROM (${mails}) m
   ON CONFLICT (natural_key) DO NOTHING RETURNING pg_notify('mail', '')`;

/** Callers may hand in a whole user: only these three fields are kept beside the mail. */
const nameOf = ({ displayName, locale, timeZone }: MailRecipient): MailRecipient => ({ displayName, locale, timeZone });
