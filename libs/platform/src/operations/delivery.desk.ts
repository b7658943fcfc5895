import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, rows, type Transaction } from '../database';
import { found } from '../errors';
import { record } from '../facts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '../pages';
import { DeliveriesTriedAgain } from './operations.facts';

/** A fact that its listener has not dealt with at the first go. `given-up`: nobody tries any more unless a person says so. */
export type TroubledDelivery = Readonly<{ factId: string; fact: string; listener: string; state: 'given-up' | 'waiting'; attempts: number; error: string | null; happenedAt: Date | null; queuedSeconds: number | null }>;
/** `isCapped`: more than are counted. */
export type DeliveryFigures = Readonly<{ open: number; waiting: number; givenUp: number; isCapped: boolean; oldestAt: Date | null }>;

/** More are not counted: what is behind by so much is behind. */
const MOST_COUNTED = 10_000;
/** Tries in the queue after which a delivery is no matter of seconds any more. */
const PATIENT = 1;
/** Set going again at once. */
const BATCH = 1_000;
const FactId = z.string().regex(/^\d{1,18}$/);

/** Facts on their way to those who listen, as far as they are late or were given up; and tried again when a person says so. */
@Injectable()
export class DeliveryDesk {
  constructor(private readonly database: Database) {}

  async figures(): Promise<DeliveryFigures> {
    const figures = await this.database.one<DeliveryFigures>(
      `WITH open AS (SELECT fact_id, attempts FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL ORDER BY fact_id LIMIT $1),
            given_up AS (SELECT fact_id FROM fact_delivery WHERE failed_at IS NOT NULL LIMIT $1)
       SELECT (SELECT count(*)::int FROM open) AS open, (SELECT count(*)::int FROM open WHERE attempts > $2) AS waiting,
              (SELECT count(*)::int FROM given_up) AS "givenUp",
              (SELECT count(*) FROM open) >= $1 OR (SELECT count(*) FROM given_up) >= $1 AS "isCapped",
              (SELECT f.happened_at FROM fact f WHERE f.id = (SELECT min(fact_id) FROM open)) AS "oldestAt"`,
      [MOST_COUNTED, PATIENT],
    );
    return figures!;
  }

  /** Those given up and those that were tried more than once, the newest fact first. */
  async troubled(limit: number, cursor?: string): Promise<Page<TroubledDelivery>> {
    const after = decodeCursor(cursor, FactId, z.string().max(200));
    const troubled = await this.database.query<TroubledDelivery>(
      `WITH line AS (
         (SELECT fact_id, listener FROM fact_delivery WHERE failed_at IS NOT NULL AND ($2::bigint IS NULL OR (fact_id, listener) < ($2, $3)) ORDER BY fact_id DESC, listener DESC LIMIT $1)
         UNION ALL
         (SELECT fact_id, listener FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL AND attempts > $4 AND ($2::bigint IS NULL OR (fact_id, listener) < ($2, $3)) ORDER BY fact_id DESC, listener DESC LIMIT $1))
       SELECT d.fact_id::text AS "factId", d.kind AS fact, d.listener, CASE WHEN d.failed_at IS NULL THEN 'waiting' ELSE 'given-up' END AS state, d.attempts, d.error,
              (SELECT f.happened_at FROM fact f WHERE f.id = d.fact_id) AS "happenedAt", extract(epoch FROM clock_timestamp() - d.queued_at)::float8 AS "queuedSeconds"
       FROM line JOIN fact_delivery d USING (fact_id, listener) ORDER BY d.fact_id DESC, d.listener DESC LIMIT $1`,
      [limit + 1, after?.[0] ?? null, after?.[1] ?? null, PATIENT],
    );
    return pageOf(troubled, limit, ({ factId, listener }) => encodeCursor(factId, listener), (delivery) => delivery);
  }

  /** Hands it to its listener once more. Throws NotFound for one that is done, or was never there. */
  async tryAgain(factId: string, listener: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [again] = await rows<{ listener: string }>(
        tx,
        `UPDATE fact_delivery SET failed_at = NULL, queued_at = NULL WHERE fact_id = $1 AND listener = $2 AND done_at IS NULL RETURNING listener, pg_notify('facts', '')`,
        [factId, listener],
      );
      found(again, 'delivery');
      await record(tx, DeliveriesTriedAgain, { many: 1, factId, listener }, { actorId: byUserId });
    });
  }

  /** The same for all that were given up, a thousand at a time. Answers how many. */
  async tryAllAgain(byUserId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const many = await this.again(tx);
      if (many > 0) await record(tx, DeliveriesTriedAgain, { many, factId: null, listener: null }, { actorId: byUserId });
      return many;
    });
  }

  /** The number of attempts stays: jobs are named by it, and a queue knows failed ones for a while. */
  private async again(tx: Transaction): Promise<number> {
    const set = await rows<{ listener: string }>(
      tx,
      `UPDATE fact_delivery SET failed_at = NULL, queued_at = NULL
       WHERE (fact_id, listener) IN (SELECT fact_id, listener FROM fact_delivery WHERE failed_at IS NOT NULL ORDER BY fact_id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING listener, pg_notify('facts', '')`,
      [BATCH],
    );
    return set.length;
  }
}
