import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { DigestMail } from './digest.mails';

/** Held mails by which people are looked for: all that is held for each of them is gathered in the same statement. */
const BATCH = 2_000;

/**
 * One letter to each person for what is held for her and due: all in one statement, so that whoever dies in between leaves everything
 * held or everything gathered. A second letter for the same day joins the first while that waits, else it waits for the next day.
 */
const GATHER = `WITH first AS MATERIALIZED (SELECT user_id FROM mail WHERE state = 'held' AND due_at <= academy_now() AND user_id IS NOT NULL ORDER BY due_at, user_id LIMIT ${BATCH}),
  people AS MATERIALIZED (SELECT DISTINCT user_id FROM first),
  due AS MATERIALIZED (SELECT m.id, m.user_id, m.due_at FROM mail m JOIN people p ON p.user_id = m.user_id WHERE m.state = 'held' AND m.due_at <= academy_now() FOR UPDATE OF m SKIP LOCKED),
  letters AS (
    INSERT INTO mail AS m (natural_key, kind, is_transactional, is_urgent, user_id, address, recipient, data, due_at)
    SELECT concat('${DigestMail.kind}:', u.id, ':', (max(d.due_at) AT TIME ZONE 'UTC')::date), '${DigestMail.kind}', ${DigestMail.isTransactional}, false, u.id, u.email,
      jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone), '{}', academy_now()
    FROM due d JOIN users u ON u.id = d.user_id GROUP BY u.id ORDER BY u.id
    ON CONFLICT (natural_key) DO UPDATE SET recipient = excluded.recipient WHERE m.state = 'pending'
    RETURNING m.id, m.user_id, pg_notify('mail', '')),
  gathered AS (UPDATE mail m SET state = 'gathered', digest_id = l.id, reason = NULL FROM due d JOIN letters l ON l.user_id = d.user_id WHERE m.id = d.id RETURNING m.id),
  gone AS (UPDATE mail m SET state = 'suppressed', reason = 'account-gone' FROM due d WHERE m.id = d.id AND NOT EXISTS (SELECT FROM users u WHERE u.id = d.user_id) RETURNING m.id),
  later AS (UPDATE mail m SET due_at = academy_now() + interval '1 day' FROM due d WHERE m.id = d.id AND NOT EXISTS (SELECT FROM letters l WHERE l.user_id = d.user_id) AND EXISTS (SELECT FROM users u WHERE u.id = d.user_id) RETURNING m.id)
  SELECT (SELECT count(*)::int FROM first) AS found, (SELECT count(*)::int FROM due) AS due, (SELECT count(*)::int FROM letters) AS letters`;

/** Of a letter about which nobody knows whether it arrived, what has to arrive is held for the next one; reminders and news are not said twice. */
const SAY_AGAIN = `UPDATE mail m SET state = 'held', digest_id = NULL, due_at = academy_now() FROM mail d
  WHERE d.state = 'unknown' AND d.kind = '${DigestMail.kind}' AND m.digest_id = d.id AND m.state = 'gathered' AND m.is_transactional`;

/** Letters that gather a day or a week. */
@Injectable()
export class Digests {
  constructor(private readonly database: Database) {}

  /** Writes the letters that are due. May run anywhere, any number of times. Answers how many are new. */
  async gather(): Promise<number> {
    await this.database.query(SAY_AGAIN);
    for (let written = 0; ; ) {
      const { found, due, letters } = (await this.database.one<{ found: number; due: number; letters: number }>(GATHER))!;
      written += letters;
      // What somebody else is gathering at this moment is found and not due.
      if (found < BATCH || due === 0) return written;
    }
  }
}
