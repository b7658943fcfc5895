import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, rows, row, type Transaction } from '@academy/platform';
import { Batch, type BatchWork } from './batch.entity';
import { BatchRequested } from '../credentials.facts';

export type BatchView = { id: string; total: number; done: number; failed: { enrolmentId: string; reason: string }[]; finishedAt: string | null };
/** What is done for one enrolment, in the transaction that counts it as done. Refuses what cannot be done for her. */
type Step = (tx: Transaction, batch: Pick<Batch, 'ownerId' | 'work'>, enrolmentId: string) => Promise<void>;
type NewBatch = { kind: string; editionId: string; work: BatchWork; ownerId: string };

/** Work for many at once: planned, asked for, done one by one in the worker, told as it goes. Each kind of work says its step. */
@Injectable()
export class Batches {
  private readonly steps = new Map<string, Step>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  define(kind: string, step: Step): void {
    if (this.steps.has(kind)) throw new Error(`Two kinds of batches are called ${kind}.`);
    this.steps.set(kind, step);
  }

  /** Writes down what could be done; nothing happens until it is started. Plans that their owner left lying for a day are thrown away. */
  plan(batch: NewBatch): Promise<string> {
    return this.database.transaction(async (tx) => {
      await rows(tx, `DELETE FROM batch WHERE owner_id = $1 AND started_at IS NULL AND created_at < $2`, [batch.ownerId, new Date(this.clock.now().getTime() - 86_400_000)]);
      return this.insert(tx, batch, null);
    });
  }

  /** Starts what was planned, with what was decided since. Started twice, it runs once. */
  async start(batchId: string, decided: (work: BatchWork) => BatchWork, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const batch = found(await tx.findOne(Batch, { where: { id: batchId }, lock: { mode: 'pessimistic_write' } }), 'batch');
      if (batch.startedAt) return;
      const work = decided(batch.work);
      if (work.enrolmentIds.length === 0) throw new Refused('nobody-concerned');

      await tx.update(Batch, { id: batchId }, { work: work as object, total: work.enrolmentIds.length, startedAt: this.clock.now(), ownerId: actorId });

      await record(tx, BatchRequested, { batchId }, { actorId });
    });
  }

  /** Plans and starts at once, in the caller's transaction. */
  async request(tx: Transaction, batch: NewBatch): Promise<string> {
    const id = await this.insert(tx, batch, this.clock.now());
    await record(tx, BatchRequested, { batchId: id }, { actorId: batch.ownerId });
    return id;
  }

  /** Does what is left of a batch. Each step and its count are one transaction: killed and run again, it goes on where it was. */
  async run(batchId: string): Promise<void> {
    const batch = found(await this.database.source.manager.findOneBy(Batch, { id: batchId }), 'batch');
    const step = this.steps.get(batch.kind);
    if (!step) throw new Error(`Nobody does batches of the kind ${batch.kind}.`);
    for (const [index, enrolmentId] of batch.work.enrolmentIds.entries()) {
      if (index < batch.done || batch.finishedAt) continue;
      try {
        await this.database.transaction(async (tx) => {
          if (await advance(tx, batchId, index, null)) await step(tx, batch, enrolmentId);
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const failure = { enrolmentId, reason: error.reason };
        await this.database.transaction((tx) => advance(tx, batchId, index, failure));
      }
    }
  }

  async view(batchId: string): Promise<BatchView> {
    const { id, total, done, failed, finishedAt } = await this.find(batchId);
    return { id, total, done, failed, finishedAt: finishedAt?.toISOString() ?? null };
  }

  /** What was started in an edition in the last two days, newest first. */
  lately(editionId: string): Promise<{ id: string; kind: string; total: number; done: number; isFinished: boolean }[]> {
    return this.database.query(
      `SELECT id, kind, total, done, finished_at IS NOT NULL AS "isFinished" FROM batch WHERE edition_id = $1 AND started_at > academy_now() - interval '2 days' ORDER BY started_at DESC, id LIMIT 5`,
      [editionId],
    );
  }

  /** Throws NotFound. */
  async find(batchId: string): Promise<Batch> {
    return found(await this.database.source.manager.findOneBy(Batch, { id: batchId }), 'batch');
  }

  private async insert(tx: Transaction, { kind, editionId, work, ownerId }: NewBatch, startedAt: Date | null): Promise<string> {
    const id = randomUUID();
    const unique = { ...work, enrolmentIds: [...new Set(work.enrolmentIds)] };
    await tx.insert(Batch, { id, ownerId, editionId, kind, work: unique as object, total: unique.enrolmentIds.length, done: 0, failed: [], createdAt: this.clock.now(), startedAt, finishedAt: null });
    return id;
  }
}

/** Counts one as done, with why it could not be; false where somebody else has. */
const advance = async (tx: Transaction, batchId: string, index: number, failure: { enrolmentId: string; reason: string } | null): Promise<boolean> =>
  (await row(
    tx,
    `UPDATE batch SET done = done + 1, failed = failed || $3::jsonb, finished_at = CASE WHEN done + 1 = total THEN academy_now() END WHERE id = $1 AND done = $2 RETURNING id`,
    [batchId, index, JSON.stringify(failure ? [failure] : [])],
  )) !== null;
