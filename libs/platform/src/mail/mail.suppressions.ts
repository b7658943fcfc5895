import { Injectable } from '@nestjs/common';
import { Database, row, type Transaction } from '../database';
import { record } from '../facts';
import { AddressSuppressed } from './mail.facts';

export type SuppressionReason = 'bounced' | 'complained';
/** What came of a mail. `said`: in the words of a server or of a mail program. */
type Failure = { address: string; mailId: string | null; userId: string | null; said: string };
export type Suppression = { reason: SuppressionReason; since: Date; said: string };

/** So many failed deliveries in a row that were not final, each within a month of the last, are taken for final. */
export const SOFT_BOUNCES = 5;

/** Addresses that nothing but urgent mail is sent to. */
@Injectable()
export class MailSuppressions {
  constructor(private readonly database: Database) {}

  async of(address: string): Promise<Suppression | null> {
    return this.database.one<Suppression>('SELECT reason, since, said FROM mail_suppression WHERE address = lower($1) AND reason IS NOT NULL', [address]);
  }

  /** A complaint is not replaced by a bounce; the first reason stays. */
  async suppress(tx: Transaction, about: Failure & { reason: SuppressionReason }): Promise<void> {
    const { address, mailId, userId, reason, said } = about;
    const isNew = await row(
      tx,
      `INSERT INTO mail_suppression AS s (address, reason, said, since) VALUES (lower($1), $2, $3, academy_now())
       ON CONFLICT (address) DO UPDATE SET reason = $2, said = $3, since = academy_now()
         WHERE s.reason IS NULL OR s.reason = 'bounced' AND $2 = 'complained' RETURNING true`,
      [address, reason, said.slice(0, 500)],
    );
    if (isNew) await record(tx, AddressSuppressed, { userId, mailId, reason }, { personId: userId });
  }

  /** Counts a delivery that failed, though not for good, and gives the address up at the last that it has. Answers whether it did. */
  async count(tx: Transaction, about: Failure): Promise<boolean> {
    if (!(await this.soften(tx, about.address, about.said))) return false;
    await this.suppress(tx, { ...about, reason: 'bounced', said: `${SOFT_BOUNCES} times: ${about.said}` });
    return true;
  }

  private async soften(tx: Transaction, address: string, said: string): Promise<boolean> {
    const counted = await row<{ softBounces: number }>(
      tx,
      `INSERT INTO mail_suppression AS s (address, said, soft_bounces, softened_at) VALUES (lower($1), $2, 1, academy_now())
       ON CONFLICT (address) DO UPDATE SET said = CASE WHEN s.reason IS NULL THEN $2 ELSE s.said END, softened_at = academy_now(),
         soft_bounces = CASE WHEN s.softened_at > academy_now() - interval '30 days' THEN s.soft_bounces + 1 ELSE 1 END
       RETURNING soft_bounces AS "softBounces"`,
      [address, said.slice(0, 500)],
    );
    return counted!.softBounces >= SOFT_BOUNCES;
  }

  /** Its owner says that it works. Answers false where it is not suppressed, or was lifted within a day before. */
  async lift(tx: Transaction, address: string): Promise<boolean> {
    const lifted = await row(
      tx,
      `UPDATE mail_suppression SET reason = NULL, since = NULL, soft_bounces = 0, lifted_at = academy_now()
       WHERE address = lower($1) AND reason IS NOT NULL AND (lifted_at IS NULL OR lifted_at <= academy_now() - interval '1 day') RETURNING true`,
      [address],
    );
    return lifted !== null;
  }
}
