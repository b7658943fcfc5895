import { Injectable } from '@nestjs/common';
import { Database, Malformed, type Page, pageOf } from '@academy/platform';
import { DIGEST } from '../preferences/mail.choices';
import { fateOf, type MailFate } from './mail.fates';

/** `subject`: what it went out as, where it did; `language`: the one that its reader had then; `day`: of what became of it, or will. */
export type OwnMail = Readonly<{ id: string; kind: string; subject: string | null; language: string; isLetter: boolean; writtenOn: Date; fate: MailFate; day: Date | null }>;
type Found = { id: string; kind: string; subject: string | null; language: string; state: string; reason: string | null; writtenOn: Date; day: Date | null; letter: string | null; letterReason: string | null };

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
      `SELECT m.id, m.kind, m.subject, m.recipient->>'locale' AS language, m.state, m.reason, beginning_of_day(m.created_at, $2) AS "writtenOn", d.state AS letter, d.reason AS "letterReason",
              beginning_of_day(CASE WHEN m.state = 'gathered' THEN CASE WHEN d.state = 'suppressed' THEN NULL ELSE coalesce(d.sent_at, d.due_at) END WHEN m.state IN ('pending', 'held') THEN m.due_at ELSE m.sent_at END, $2) AS day
       FROM mail m LEFT JOIN mail d ON d.id = m.digest_id
       WHERE m.user_id = $1 AND ($3::uuid IS NULL OR (${ORDER('m')}) < (SELECT ${ORDER('l')} FROM mail l WHERE l.id = $3 AND l.user_id = $1))
       ORDER BY beginning_of_day(m.created_at, $2) DESC, m.kind DESC, m.created_at DESC, m.id DESC LIMIT $4`,
      [userId, timeZone, cursor ?? null, limit + 1],
    );
    return pageOf(found, limit, ({ id }) => id, ({ letter, letterReason, state, reason, ...line }) => ({ ...line, isLetter: line.kind === DIGEST, fate: fateOf({ state, reason, letter, letterReason }) }));
  }
}
