import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';

export type KeptMail = { id: string; recipient: string; subject: string; sentAt: Date };
export type WholeMail = KeptMail & { messageId: string; sender: string; html: string; text: string; headers: Record<string, string> };
export type MailboxPage = { mails: KeptMail[]; newer: string | null; older: string | null };

const SIZE = 50;
const COLUMNS = 'id, recipient, subject, sent_at AS "sentAt"';

/** Every mail that the demonstration has sent, newest first. */
@Injectable()
export class DemoMailbox {
  constructor(private readonly database: Database) {}

  /** One page, after (newer than) or before (older than) a mail; the newest where neither is given. */
  async list({ before, after }: { before: string | null; after: string | null }): Promise<MailboxPage> {
    if (after !== null) {
      const newer = await this.database.query<KeptMail>(`SELECT ${COLUMNS} FROM demo_mail WHERE id > $1 ORDER BY id LIMIT $2`, [after, SIZE + 1]);
      const mails = newer.slice(0, SIZE).reverse();
      return { mails, newer: newer.length > SIZE ? (mails[0]?.id ?? null) : null, older: mails.at(-1)?.id ?? null };
    }
    const found = await this.database.query<KeptMail>(`SELECT ${COLUMNS} FROM demo_mail WHERE ($1::bigint IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`, [before, SIZE + 1]);
    const mails = found.slice(0, SIZE);
    return { mails, newer: before === null ? null : (mails[0]?.id ?? null), older: found.length > SIZE ? (mails.at(-1)?.id ?? null) : null };
  }

  one(id: string): Promise<WholeMail | null> {
    return this.database.one<WholeMail>(`SELECT ${COLUMNS}, message_id AS "messageId", sender, html, text, headers FROM demo_mail WHERE id = $1`, [id]);
  }
}
