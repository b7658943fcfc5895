import { Injectable } from '@nestjs/common';
import { AddressCleared, Database, decodeCursor, encodeCursor, found, type Page, pageOf, record, row, type SuppressionReason } from '@academy/platform';
import { z } from 'zod';

/** An address that is written to no more, and whose it is where it is somebody's here. */
export type BlockedAddress = Readonly<{ address: string; reason: SuppressionReason; since: Date; said: string; userId: string | null; displayName: string | null }>;

/** Addresses that are written to no more, as administrators see them. */
@Injectable()
export class AddressDesk {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list(limit: number, cursor?: string): Promise<Page<BlockedAddress>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.string().max(320));
    const blocked = await this.database.query<BlockedAddress>(
      `SELECT s.address, s.reason, date_trunc('milliseconds', s.since) AS since, s.said, u.id AS "userId", u.display_name AS "displayName"
       FROM mail_suppression s LEFT JOIN users u ON lower(u.email) = s.address
       WHERE s.reason IS NOT NULL AND ($1::timestamptz IS NULL OR (date_trunc('milliseconds', s.since), s.address) < ($1, $2))
       ORDER BY date_trunc('milliseconds', s.since) DESC, s.address DESC LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(blocked, limit, ({ since, address }) => encodeCursor(since.toISOString(), address), (line) => line);
  }

  /** Writes to it again. Its owner may do so once a day; who is asked to look into it, whenever there is a reason. Throws NotFound for an address that is not blocked. */
  async lift(address: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const lifted = await row<{ userId: string | null }>(
        tx,
        `UPDATE mail_suppression s SET reason = NULL, since = NULL, soft_bounces = 0, lifted_at = academy_now() WHERE s.address = lower($1) AND s.reason IS NOT NULL
         RETURNING (SELECT u.id FROM users u WHERE lower(u.email) = s.address) AS "userId"`,
        [address],
      );
      const { userId } = found(lifted, 'address');
      await record(tx, AddressCleared, { userId }, { actorId: byUserId, personId: userId });
    });
  }
}
