import { Injectable } from '@nestjs/common';
import { Refused, row, Secrets, type Transaction } from '@academy/platform';
import type { TokenPurpose } from './people.mails';

/** Hours that a link in a mail lives, by the machine's clock. */
const LIFE_HOURS: Record<TokenPurpose, number> = { 'verify-address': 72, 'reset-password': 2 };

/** Links in mails that prove who received them. */
@Injectable()
export class Tokens {
  constructor(private readonly secrets: Secrets) {}

  /** Makes a token; earlier ones of this purpose end. Answers its id; the mail seals it. */
  async issue(tx: Transaction, userId: string, purpose: TokenPurpose): Promise<string> {
    await tx.query(`UPDATE account_token SET used_at = now() WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL`, [userId, purpose]);
    const token = await row<{ id: string }>(
      tx,
      `INSERT INTO account_token (user_id, purpose, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3)) RETURNING id`,
      [userId, purpose, LIFE_HOURS[purpose]],
    );
    return token!.id;
  }

  /** Uses a token up and answers whose it is. Refuses one that is unknown, used or expired. */
  async use(tx: Transaction, sealed: string, purpose: TokenPurpose): Promise<string> {
    const id = this.secrets.open(purpose, sealed);
    const used =
      id &&
      /^[0-9a-f-]{36}$/.test(id) &&
      (await row<{ userId: string }>(
        tx,
        `UPDATE account_token SET used_at = now()
         WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now() RETURNING user_id AS "userId"`,
        [id, purpose],
      ));
    if (!used) throw new Refused('link-not-valid');
    return used.userId;
  }
}
