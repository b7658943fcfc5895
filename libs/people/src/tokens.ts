import { Injectable } from '@nestjs/common';
import { Refused, row, rows, Secrets, type Transaction } from '@academy/platform';
import type { TokenPurpose } from './people.mails';

/** Hours that a link in a mail lives, by the machine's clock. */
const LIFE_HOURS: Record<TokenPurpose, number> = { 'verify-address': 72, 'reset-password': 2, 'change-address': 24, 'undo-address': 168 };

/** `address`: the one that the link is about, where it is about one. */
export type UsedToken = Readonly<{ id: string; userId: string; address: string | null }>;

/** An address that waits to be confirmed, and until when it can be. */
export type AskedAddress = { address: string; until: Date };

/** Links in mails that prove who received them. */
@Injectable()
export class Tokens {
  constructor(private readonly secrets: Secrets) {}

  /** Makes a token; earlier ones of this purpose end, but for those that undo: each of these is another mailbox's. Answers its id; the mail seals it. */
  async issue(tx: Transaction, userId: string, purpose: TokenPurpose, address: string | null = null): Promise<string> {
    if (purpose !== 'undo-address') await this.end(tx, userId, [purpose]);
    const token = await row<{ id: string }>(
      tx,
      `INSERT INTO account_token (user_id, purpose, address, created_at, expires_at) VALUES ($1, $2, $3, clock_timestamp(), now() + make_interval(hours => $4)) RETURNING id`,
      [userId, purpose, address, LIFE_HOURS[purpose]],
    );
    return token!.id;
  }

  /** What the link carries, for who has proved already that the mailbox is theirs. */
  sealed(tokenId: string, purpose: TokenPurpose): string {
    return this.secrets.seal(purpose, tokenId);
  }

  /**
   * Uses a token up and answers whose it is. Refuses one that is unknown, used or expired. The person is locked first, so that
   * of two links which end each other one alone is used, whichever is first.
   */
  async use(tx: Transaction, sealed: string, purpose: TokenPurpose): Promise<UsedToken> {
    const id = this.secrets.open(purpose, sealed);
    if (!id || !/^[0-9a-f-]{36}$/.test(id)) throw new Refused('link-not-valid');
    await row(tx, 'SELECT FROM users WHERE id = (SELECT user_id FROM account_token WHERE id = $1) FOR UPDATE', [id]);
    const used = await row<UsedToken>(
      tx,
      `UPDATE account_token SET used_at = now()
       WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now() RETURNING id, user_id AS "userId", address`,
      [id, purpose],
    );
    if (!used) throw new Refused('link-not-valid');
    return used;
  }

  /** The address that a person asked for and can still confirm, or null. */
  waiting(tx: Transaction, userId: string): Promise<AskedAddress | null> {
    return row<AskedAddress>(
      tx,
      `SELECT address, expires_at AS until FROM account_token WHERE user_id = $1 AND purpose = 'change-address' AND used_at IS NULL AND expires_at > now()`,
      [userId],
    );
  }

  /** Ends what was mailed to a person for these purposes. */
  async end(tx: Transaction, userId: string, purposes: TokenPurpose[]): Promise<void> {
    await rows(tx, 'UPDATE account_token SET used_at = now() WHERE user_id = $1 AND purpose = ANY($2::text[]) AND used_at IS NULL', [userId, purposes]);
  }

  /** Ends all of this purpose that were made after this one. */
  async endLater(tx: Transaction, { id, userId }: UsedToken, purpose: TokenPurpose): Promise<void> {
    await rows(
      tx,
      'UPDATE account_token SET used_at = now() WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL AND created_at > (SELECT created_at FROM account_token WHERE id = $3)',
      [userId, purpose, id],
    );
  }
}
