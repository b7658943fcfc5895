import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { MAIL_STATES, type MailState } from '../mail/mail.desk';

/** Mails that were written in a day and in a week, by what became of them, and those due now. Counts stop at `MOST_MAILS`. */
export type MailFigures = Readonly<{ states: readonly { state: MailState; day: number; week: number }[]; due: number; oldestDueAt: Date | null }>;

/** More are not counted: a page that is looked at often must not read millions of rows. */
export const MOST_MAILS = 10_000;

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
    const due = await this.database.one<{ due: number; oldestDueAt: Date | null }>(
      `SELECT count(*)::int AS due, min(due_at) AS "oldestDueAt" FROM (SELECT due_at FROM mail WHERE state = 'pending' AND due_at <= academy_now() ORDER BY due_at LIMIT ${MOST_MAILS}) n`,
    );
    return { states, due: due?.due ?? 0, oldestDueAt: due?.oldestDueAt ?? null };
  }
}
