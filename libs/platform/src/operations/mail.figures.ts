import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { MAIL_STATES, type MailState } from '../mail/mail.desk';

/**
 * Mails that were written in a day and in a week, by what became of them, and those due now. Counts stop at `MOST_MAILS`.
 * `putOff`: mails that a server did not take yet, since when the first of them; `long` for more than a quarter of an hour, the last of those since
 * `longSince`. `lastSentAt`: when a mail last went. `unseen`: of a week's unknown mails, those that no administrator has marked as seen.
 */
export type MailFigures = Readonly<{
  states: readonly { state: MailState; day: number; week: number }[];
  due: number;
  oldestDueAt: Date | null;
  putOff: Readonly<{ count: number; since: Date | null; long: number; longSince: Date | null }>;
  lastSentAt: Date | null;
  unseen: number;
}>;

/** More are not counted: a page that is looked at often must not read millions of rows. */
export const MOST_MAILS = 10_000;
/** Mails among which the last to go is looked for: the newest written, for others go in their order. */
const NEWEST_SENT = 1_000;

/** How mail is doing, in figures that cost the same with a thousand mails and with a hundred million. */
@Injectable()
export class MailFiguresQueries {
  constructor(private readonly database: Database) {}

  async read(): Promise<MailFigures> {
    const within = (interval: string) => `(SELECT count(*)::int FROM (SELECT FROM mail m WHERE m.state = s.state AND m.created_at > academy_now() - interval '${interval}' LIMIT ${MOST_MAILS}) n)`;
    const states = await this.database.query<{ state: MailState; day: number; week: number }>(
      `SELECT s.state, ${within('1 day')} AS day, ${within('7 days')} AS week FROM unnest($1::text[]) WITH ORDINALITY AS s (state, place) ORDER BY s.place`,
      [MAIL_STATES],
    );
    const now = await this.database.one<{ due: number; oldestDueAt: Date | null; lastSentAt: Date | null; unseen: number } & MailFigures['putOff']>(`
      SELECT due.*, put_off.*, (SELECT max(sent_at) FROM (SELECT sent_at FROM mail WHERE state = 'sent' ORDER BY created_at DESC, id DESC LIMIT ${NEWEST_SENT}) n) AS "lastSentAt",
        (SELECT count(*)::int FROM (SELECT FROM mail WHERE state = 'unknown' AND seen_at IS NULL AND created_at > academy_now() - interval '7 days' LIMIT ${MOST_MAILS}) n) AS unseen
      FROM (SELECT count(*)::int AS due, min(due_at) AS "oldestDueAt" FROM (SELECT due_at FROM mail WHERE state = 'pending' AND due_at <= academy_now() ORDER BY due_at LIMIT ${MOST_MAILS}) n) due,
        (SELECT count(*)::int AS count, min(n.since) AS since, count(*) FILTER (WHERE n.is_long)::int AS long, max(n.since) FILTER (WHERE n.is_long) AS "longSince"
         FROM (SELECT deferred_at AS since, deferred_at < academy_now() - interval '15 minutes' AS is_long FROM mail WHERE state = 'pending' AND deferred_at IS NOT NULL ORDER BY deferred_at LIMIT ${MOST_MAILS}) n) put_off`);
    const { due, oldestDueAt, lastSentAt, unseen, ...putOff } = now!;
    return { states, due, oldestDueAt, putOff, lastSentAt, unseen };
  }
}
