import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, row, rows, type Transaction } from '@academy/platform';
import { StatusList } from './status-list.entity';

/** Entries of one list: the least that the W3C's Bitstring Status List 1.0 allows, so that one credential hides among many. */
const SIZE = 131_072;
/** Of the advisory lock under which the next list is made. */
const LOCK = 704_411_231;

/** Which bit of which list says whether an award is revoked. */
@Injectable()
export class StatusLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The next free place. */
  async take(tx: Transaction): Promise<{ listId: string; index: number }> {
    const place = await nextPlace(tx);
    if (place) return place;
    await rows(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const made = await nextPlace(tx);
    if (made) return made;
    await tx.insert(StatusList, { id: randomUUID(), size: SIZE, nextIndex: 0, bits: Buffer.alloc(SIZE / 8), updatedAt: this.clock.now() });
    return found(await nextPlace(tx), 'status list');
  }

  /** Sets the bit of a place. Bits count from the left of each byte, as the standard has it; Postgres counts from the right. */
  async revoke(tx: Transaction, listId: string, index: number): Promise<void> {
    await rows(tx, 'UPDATE status_list SET bits = set_bit(bits, $2, 1), updated_at = academy_now() WHERE id = $1', [listId, index - (index % 8) + (7 - (index % 8))]);
  }

  async bits(listId: string): Promise<{ bits: Buffer; updatedAt: Date }> {
    const list = await this.database.one<{ bits: Buffer; updatedAt: Date }>('SELECT bits, updated_at AS "updatedAt" FROM status_list WHERE id = $1', [listId]);
    return found(list, 'status list');
  }
}

const nextPlace = (tx: Transaction): Promise<{ listId: string; index: number } | null> =>
  row(
    tx,
    `UPDATE status_list SET next_index = next_index + 1 WHERE id = (SELECT id FROM status_list WHERE next_index < size ORDER BY updated_at, id LIMIT 1 FOR UPDATE)
     RETURNING id AS "listId", next_index - 1 AS index`,
  );
