import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Refused, record, rows } from '@academy/platform';
import { Awards } from './awards.service';
import { Batch } from './credential.entities';
import { BatchRequested } from './credentials.facts';

export type BatchView = { id: string; total: number; done: number; failed: { enrolmentId: string; reason: string }[]; finishedAt: string | null };

/** Awards to many at once: asked for in a request, done one by one in the worker, told as they go. */
@Injectable()
export class Batches {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly awards: Awards,
  ) {}

  /** Asks for a badge to be awarded to people of an edition. Refuses a badge or people that do not belong to it. */
  async request(editionId: string, badgeId: string, enrolmentIds: string[], ownerId: string): Promise<string> {
    const unique = [...new Set(enrolmentIds)];
    return this.database.transaction(async (tx) => {
      const [together] = await rows<{ badge: boolean; people: number }>(
        tx,
        `SELECT EXISTS (SELECT FROM badge b JOIN edition d ON d.course_id = b.course_id WHERE b.id = $1 AND d.id = $2) AS badge,
                (SELECT count(*)::int FROM enrolment WHERE edition_id = $2 AND id = ANY($3)) AS people`,
        [badgeId, editionId, unique],
      );
      if (!together!.badge || together!.people !== unique.length) throw new Refused('does-not-belong-together');

      const id = randomUUID();
      await tx.insert(Batch, { id, ownerId, kind: 'award', work: { badgeId, enrolmentIds: unique }, total: unique.length, done: 0, failed: [], createdAt: this.clock.now(), finishedAt: null });

      await record(tx, BatchRequested, { batchId: id }, { actorId: ownerId });
      return id;
    });
  }

  /** Does what is left of a batch. Run again after a kill, it goes on where it was: an award that is there counts as done. */
  async run(batchId: string): Promise<void> {
    const batch = found(await this.database.source.manager.findOneBy(Batch, { id: batchId }), 'batch');
    if (batch.finishedAt) return;
    for (const [index, enrolmentId] of batch.work.enrolmentIds.entries()) {
      if (index < batch.done) continue;
      const reason = await this.award(batch, enrolmentId);
      await this.database.query(
        `UPDATE batch SET done = $2, failed = failed || $3::jsonb, finished_at = CASE WHEN $2 = total THEN academy_now() END WHERE id = $1 AND done < $2`,
        [batchId, index + 1, JSON.stringify(reason ? [{ enrolmentId, reason }] : [])],
      );
    }
  }

  async view(batchId: string): Promise<BatchView> {
    const batch = found(await this.database.source.manager.findOneBy(Batch, { id: batchId }), 'batch');
    return { id: batch.id, total: batch.total, done: batch.done, failed: batch.failed, finishedAt: batch.finishedAt?.toISOString() ?? null };
  }

  /** Why it could not be awarded, or null. What is not a refusal stops the batch, which is then run again. */
  private async award({ work, ownerId }: Batch, enrolmentId: string): Promise<string | null> {
    try {
      await this.awards.award(work.badgeId, enrolmentId, ownerId);
      return null;
    } catch (error) {
      if (error instanceof Refused) return error.reason;
      throw error;
    }
  }
}
