import { Injectable } from '@nestjs/common';
import { Database, Malformed, type Page, pageOf } from '@academy/platform';
import { DIGEST } from '../preferences/mail.choices';

/** What became of a mail, as its reader hears it. `in-letter`: part of the letter of `day`. */
export const MAIL_FATES = ['sent', 'waiting', 'in-next-letter', 'in-letter', 'turned-off', 'over-cap', 'no-longer-needed', 'address-failed', 'not-delivered', 'unknown'] as const;
export type MailFate = (typeof MAIL_FATES)[number];
export type OwnMail = Readonly<{ id: string; kind: string; isLetter: boolean; writtenOn: Date; fate: MailFate; day: Date | null }>;
type Found = { id: string; kind: string; state: string; reason: string | null; writtenOn: Date; day: Date | null; letter: string | null };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** By days, and within a day by kinds: no more than the day is told of anything, for the hour would say when a colleague reviewed. */
const ORDER = (alias: string): string => `beginning_of_day(${alias}.created_at, $2), ${alias}.kind, ${alias}.created_at, ${alias}.id`;

/** What was written to somebody, and what became of it. */
@Injectable()
export class OwnMails {
  constructor(private readonly database: Database) {}

  /** The newest days first. `cursor`: the last mail of the page before. */
  async list(userId: string, timeZone: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<OwnMail>> {
    if (cursor !== undefined && !UUID.test(cursor)) throw new Malformed('This cursor is not ours.');
    const found = await this.database.query<Found>(
      `SELECT m.id, m.kind, m.state, m.reason, beginning_of_day(m.created_at, $2) AS "writtenOn", d.state AS letter,
              beginning_of_day(CASE WHEN m.state = 'gathered' THEN coalesce(d.sent_at, d.due_at) WHEN m.state IN ('pending', 'held') THEN m.due_at ELSE m.sent_at END, $2) AS day
       FROM mail m LEFT JOIN mail d ON d.id = m.digest_id
       WHERE m.user_id = $1 AND ($3::uuid IS NULL OR (${ORDER('m')}) < (SELECT ${ORDER('l')} FROM mail l WHERE l.id = $3 AND l.user_id = $1))
       ORDER BY beginning_of_day(m.created_at, $2) DESC, m.kind DESC, m.created_at DESC, m.id DESC LIMIT $4`,
      [userId, timeZone, cursor ?? null, limit + 1],
    );
    return pageOf(found, limit, ({ id }) => id, ({ letter, state, reason, ...line }) => ({ ...line, isLetter: line.kind === DIGEST, fate: fateOf(state, reason, letter) }));
  }
}

function fateOf(state: string, reason: string | null, letter: string | null): MailFate {
  switch (state) {
    case 'sent':
      return 'sent';
    case 'held':
      return 'in-next-letter';
    case 'gathered':
      return letter === 'sent' ? 'in-letter' : letter === 'unknown' ? 'unknown' : letter === 'failed' ? 'not-delivered' : 'in-next-letter';
    case 'suppressed':
      return reason === 'opted-out' ? 'turned-off' : reason === 'over-cap' ? 'over-cap' : reason === 'bounced' || reason === 'complained' ? 'address-failed' : 'no-longer-needed';
    case 'failed':
      return 'not-delivered';
    case 'unknown':
      return 'unknown';
    default:
      return 'waiting';
  }
}
