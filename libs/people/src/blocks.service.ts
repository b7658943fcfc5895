import { Injectable } from '@nestjs/common';
import { Database, found, record, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { PersonBlocked, PersonUnblocked } from './people.facts';

export type BlockedPerson = Readonly<{ id: string; displayName: string; blockedAt: Date }>;
/** Whether the first of two blocked the second, and the other way round. */
export type BlocksBetween = Readonly<{ byOne: boolean; byOther: boolean }>;

/** Why nobody can block this person. */
export const whyNotBlock = (userId: string, blockedId: string): 'own-person' | null => (userId === blockedId ? 'own-person' : null);

/** Whom somebody does not want to read, or be called by. Only they themselves and the audit log know. */
@Injectable()
export class Blocks {
  constructor(private readonly database: Database) {}

  /** Whom this person blocked, newest first. */
  list(userId: string): Promise<BlockedPerson[]> {
    return this.database.query<BlockedPerson>(
      `SELECT u.id, u.display_name AS "displayName", b.blocked_at AS "blockedAt" FROM person_block b JOIN users u ON u.id = b.blocked_id WHERE b.user_id = $1 ORDER BY b.blocked_at DESC, u.id LIMIT 500`,
      [userId],
    );
  }

  /** Between two people, in both directions. */
  async between(oneId: string, otherId: string, tx: Transaction = this.database.source.manager): Promise<BlocksBetween> {
    const between = await row<BlocksBetween>(
      tx,
      `SELECT EXISTS (SELECT FROM person_block WHERE user_id = $1 AND blocked_id = $2) AS "byOne", EXISTS (SELECT FROM person_block WHERE user_id = $2 AND blocked_id = $1) AS "byOther"`,
      [oneId, otherId],
    );
    return between!;
  }

  /** Blocks somebody; again changes nothing. Refuses oneself, throws NotFound for who has no account. */
  async block(userId: string, blockedId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      found(await row(tx, 'SELECT id FROM users WHERE id = $1 FOR KEY SHARE', [blockedId]), 'user');

      refuseIf(whyNotBlock(userId, blockedId));

      const blocked = await rows(tx, 'INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING user_id', [userId, blockedId]);
      if (blocked.length > 0) await record(tx, PersonBlocked, { userId, blockedId }, { actorId: userId, personId: blockedId });
    });
  }

  /** Takes it back. Does nothing where there is no block. */
  async unblock(userId: string, blockedId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unblocked = await rows(tx, 'DELETE FROM person_block WHERE user_id = $1 AND blocked_id = $2 RETURNING user_id', [userId, blockedId]);
      if (unblocked.length > 0) await record(tx, PersonUnblocked, { userId, blockedId }, { actorId: userId, personId: blockedId });
    });
  }
}
