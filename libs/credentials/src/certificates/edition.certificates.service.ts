import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { brokenConstraint, Clock, Database, found, NotFound, record, Refused, rows } from '@academy/platform';
import { type BatchItem, CertificateBatch } from './certificate-batch.entity';
import { Certificate } from './certificate.entity';
import { CertificatesRequested } from './certificates.facts';
import { Certificates } from './certificates.service';

/** How many certificates a batch would make: first ones, and those that are there anew. */
export type BatchCounts = { missing: number; standing: number };
/** Which of these: those that are missing, or those that stand as well. */
export type BatchScope = 'missing' | 'all';

/** Of one request: a course with more than that is issued in several goes. */
const MOST_AT_ONCE = 30_000;
const SIDE_BY_SIDE = 4;
const FAILURES_KEPT = 100;

/** `$1` is an edition. What was revoked is neither missing nor standing. */
const MISSING = `
  SELECT e.id AS "enrolmentId", '' AS "moduleKey", NULL::uuid AS "certificateId" FROM enrolment e
  WHERE e.edition_id = $1 AND e.completed_at IS NOT NULL AND NOT EXISTS (SELECT FROM certificate c WHERE c.enrolment_id = e.id AND c.kind = 'course')
  UNION ALL
  SELECT m.enrolment_id, m.module_key, NULL FROM module_completion m
  WHERE m.edition_id = $1 AND EXISTS (SELECT FROM edition d JOIN certificate_design s ON s.course_id = d.course_id WHERE d.id = $1 AND (s.content ->> 'hasModuleCertificates')::boolean)
    AND NOT EXISTS (SELECT FROM certificate c WHERE c.enrolment_id = m.enrolment_id AND c.kind = 'module' AND c.module_key = m.module_key)`;
const STANDING = `
  SELECT enrolment_id AS "enrolmentId", module_key AS "moduleKey", id AS "certificateId" FROM certificate WHERE edition_id = $1 AND revoked_at IS NULL AND superseded_by IS NULL`;

/** All certificates of an edition in one go: asked for in a request, made in the worker, told as they go. */
@Injectable()
export class EditionCertificates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly certificates: Certificates,
  ) {}

  /** What a batch would make now; nothing is made. */
  async counts(editionId: string): Promise<BatchCounts> {
    return (await this.database.one<BatchCounts>(`SELECT (SELECT count(*)::int FROM (${MISSING}) m) AS missing, (SELECT count(*)::int FROM (${STANDING}) s) AS standing`, [editionId]))!;
  }

  /** Asks for them. Refuses while a batch of this edition runs, and where there is nothing to make. */
  request(editionId: string, scope: BatchScope, ownerId: string): Promise<string> {
    return this.database
      .transaction(async (tx) => {
        const work = await rows<BatchItem>(tx, `SELECT * FROM (${scope === 'all' ? `${MISSING} UNION ALL ${STANDING}` : MISSING}) items ORDER BY "enrolmentId", "moduleKey" LIMIT ${MOST_AT_ONCE}`, [editionId]);
        if (work.length === 0) throw new Refused('nothing-to-issue');

        const id = randomUUID();
        await tx.insert(CertificateBatch, { id, editionId, ownerId, work, total: work.length, done: 0, failed: [], failedCount: 0, createdAt: this.clock.now(), finishedAt: null });

        await record(tx, CertificatesRequested, { batchId: id, editionId }, { actorId: ownerId });
        return id;
      })
      .catch((error: unknown) => {
        if (brokenConstraint(error) === 'certificate_batch_running_uq') throw new Refused('batch-running');
        throw error;
      });
  }

  /** Does what is left of a batch, some side by side. Run again after a kill it goes on where it was, and makes nothing twice. */
  async run(batchId: string): Promise<void> {
    const batch = found(await this.database.source.manager.findOneBy(CertificateBatch, { id: batchId }), 'batch');
    for (let done = batch.done; done < batch.total; done += SIDE_BY_SIDE) {
      const items = batch.work.slice(done, done + SIDE_BY_SIDE);
      const reasons = await Promise.all(items.map((item) => this.make(batch, item)));
      const failed = items.flatMap(({ enrolmentId, moduleKey }, index) => (reasons[index] ? [{ enrolmentId, moduleKey, reason: reasons[index] }] : []));
      await this.database.query(
        `UPDATE certificate_batch SET done = $2, failed_count = failed_count + jsonb_array_length($3::jsonb),
                failed = CASE WHEN jsonb_array_length(failed) < ${FAILURES_KEPT} THEN failed || $3::jsonb ELSE failed END,
                finished_at = CASE WHEN $2 = total THEN academy_now() END
         WHERE id = $1 AND done < $2`,
        [batchId, done + items.length, JSON.stringify(failed)],
      );
    }
  }

  /** Why it could not be made, or null. What is no refusal stops the batch, which is then run again. */
  private async make({ id: batchId, ownerId }: CertificateBatch, { enrolmentId, moduleKey, certificateId }: BatchItem): Promise<string | null> {
    try {
      if (certificateId === null) await this.certificates.issue(enrolmentId, moduleKey, batchId);
      else await this.renew(certificateId, batchId, ownerId);
      return null;
    } catch (error) {
      // Somebody was quicker, with the same design.
      if (error instanceof Refused) return error.reason === 'superseded' ? null : error.reason;
      if (error instanceof NotFound) return 'gone';
      throw error;
    }
  }

  /** Issues anew what still stands, under the name that it bears. What this batch has made already is only printed. */
  private async renew(certificateId: string, batchId: string, ownerId: string): Promise<void> {
    const old = found(await this.database.source.manager.findOneBy(Certificate, { id: certificateId }), 'certificate');
    const made = old.supersededBy && (await this.database.source.manager.findOneBy(Certificate, { id: old.supersededBy, batchId }));
    if (!made && old.revokedAt) throw new Refused('already-revoked');
    await this.certificates.print(made ? made.id : await this.certificates.reissue(certificateId, ownerId, { holderName: 'as-before', batchId }));
  }
}
