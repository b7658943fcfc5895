import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { unprintable } from '../rendering/certificate.source';
import { RecognitionTextWithdrawn, RecognitionTextWritten } from './recognition.facts';
import { type PeriodState, statesOn, whyNotHold, whyNotWithdraw } from './recognition.rules';

export type NewRecognitionText = { locale: string; printedText: string; guidance: string; authority: string; authorityUrl: string; validFrom: string; validUntil: string | null };
/** A text as it holds on a day. `guidance`, `authority` and `authorityUrl` may be empty. */
export type Recognition = NewRecognitionText & { id: string; country: string };
export type RecognitionLine = Recognition & { state: PeriodState; writtenBy: string | null; writtenAt: Date; withdrawnBy: string | null; withdrawnAt: Date | null };
export type RecognitionCountry = { country: string; locales: string[] };

const FIELDS = `t.id, t.country, t.locale, t.printed_text AS "printedText", t.guidance, t.authority, t.authority_url AS "authorityUrl",
  t.valid_from::text AS "validFrom", t.valid_until::text AS "validUntil"`;
/** Of one country, the newest: more than anyone will have written. */
const MOST_LINES = 300;

/** What certificates say of recognition, kept for each country in its languages. Nothing is edited: what was printed when can be told for ever. */
@Injectable()
export class RecognitionTexts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * What holds in a country on a day (`2026-11-22`), in a language: in hers, else in one of the country's own, else in
   * English. Null where nobody has written anything.
   */
  for(country: string, locale: string, day: string, tx: Transaction = this.database.source.manager): Promise<Recognition | null> {
    return row<Recognition>(
      tx,
      `SELECT ${FIELDS} FROM (
         SELECT DISTINCT ON (locale) * FROM recognition_text
         WHERE country = $1 AND withdrawn_at IS NULL AND valid_from <= $3::date ORDER BY locale, valid_from DESC, written_at DESC, id) t
       WHERE t.valid_until IS NULL OR t.valid_until >= $3::date
       ORDER BY CASE t.locale WHEN $2::text THEN 0 WHEN split_part($2, '-', 1) THEN 1 WHEN 'en' THEN 3 ELSE 2 END, t.locale LIMIT 1`,
      [country, locale, day],
    );
  }

  /** All that was written for a country, newest first, with how it stands today. */
  async ofCountry(country: string): Promise<RecognitionLine[]> {
    const lines = await this.database.query<Omit<RecognitionLine, 'state'>>(
      `SELECT ${FIELDS}, w.display_name AS "writtenBy", t.written_at AS "writtenAt", x.display_name AS "withdrawnBy", t.withdrawn_at AS "withdrawnAt"
       FROM recognition_text t LEFT JOIN users w ON w.id = t.written_by LEFT JOIN users x ON x.id = t.withdrawn_by
       WHERE t.country = $1 ORDER BY t.written_at DESC, t.id LIMIT ${MOST_LINES}`,
      [country],
    );
    const states = statesOn(this.today(), lines.map((line) => ({ ...line, isWithdrawn: line.withdrawnAt !== null })));
    return lines.map((line) => ({ ...line, state: states.get(line.id)! }));
  }

  /** Countries that have a text in force today, with its languages. */
  countries(): Promise<RecognitionCountry[]> {
    return this.database.query<RecognitionCountry>(
      `SELECT country, array_agg(locale ORDER BY locale) AS locales FROM (
         SELECT DISTINCT ON (country, locale) country, locale, valid_until FROM recognition_text
         WHERE withdrawn_at IS NULL AND valid_from <= $1::date ORDER BY country, locale, valid_from DESC, written_at DESC, id) t
       WHERE valid_until IS NULL OR valid_until >= $1::date GROUP BY country ORDER BY country`,
      [this.today()],
    );
  }

  /** Writes what holds from a day on. Refuses characters that certificates cannot print. */
  async write(country: string, text: NewRecognitionText, actorId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      refuseIf(whyNotHold(text));
      const blanks = unprintable(text.printedText.replace(/\s+/g, ' '));
      if (blanks.length > 0) throw new Refused('not-printable', { characters: blanks.slice(0, 20) });

      const id = randomUUID();
      await rows(
        tx,
        `INSERT INTO recognition_text (id, country, locale, printed_text, guidance, authority, authority_url, valid_from, valid_until, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [id, country, text.locale, text.printedText, text.guidance, text.authority, text.authorityUrl, text.validFrom, text.validUntil, actorId, this.clock.now()],
      );

      await record(tx, RecognitionTextWritten, { textId: id, country, locale: text.locale }, { actorId });
      return id;
    });
  }

  /** Takes a text back: what held before it in its language holds again. What was printed stays as it is. */
  async withdraw(country: string, textId: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const text = found(
        await row<{ locale: string; isWithdrawn: boolean }>(tx, 'SELECT locale, withdrawn_at IS NOT NULL AS "isWithdrawn" FROM recognition_text WHERE id = $1 AND country = $2 FOR UPDATE', [textId, country]),
        'text',
      );
      refuseIf(whyNotWithdraw(text));

      await rows(tx, 'UPDATE recognition_text SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1', [textId, actorId, this.clock.now()]);

      await record(tx, RecognitionTextWithdrawn, { textId, country, locale: text.locale }, { actorId });
    });
  }

  private today = (): string => this.clock.now().toISOString().slice(0, 10);
}
