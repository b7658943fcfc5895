import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import { type CredentialStatus, statusOf } from '../credential.rules';
import type { BatchFailure } from './certificate-batch.entity';

export type CertificateLine = {
  id: string;
  /** The module's title; null for the course's. */
  module: string | null;
  code: string;
  holderName: string;
  issuedAt: Date;
  status: CredentialStatus;
  isReady: boolean;
  revokeReason: string | null;
  /** The code of what stands for it now, one step on. */
  supersededBy: string | null;
};
export type CorrectionLine = {
  id: string;
  enrolmentId: string;
  displayName: string;
  oldName: string;
  newName: string;
  isOwn: boolean;
  reason: string | null;
  state: 'waiting' | 'granted' | 'declined';
  askedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  note: string | null;
};
export type CertificateBatchView = { id: string; total: number; done: number; failedCount: number; failed: (BatchFailure & { displayName: string })[]; createdAt: Date; finishedAt: Date | null };

const CORRECTIONS = `SELECT n.id, n.enrolment_id AS "enrolmentId", u.display_name AS "displayName", n.old_name AS "oldName", n.new_name AS "newName", n.is_own AS "isOwn", n.reason, n.state,
  n.asked_at AS "askedAt", n.decided_at AS "decidedAt", d.display_name AS "decidedBy", n.note
  FROM name_correction n JOIN users u ON u.id = n.user_id LEFT JOIN users d ON d.id = n.decided_by`;

/** What pages show of certificates, the old ones with the new. */
@Injectable()
export class CertificateQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All certificates of one enrolment, replaced ones too: the course's first, each kind newest first. */
  async chain(enrolmentId: string): Promise<CertificateLine[]> {
    const lines = await this.database.query<Omit<CertificateLine, 'status'> & { revokedAt: Date | null; supersededId: string | null }>(
      `SELECT c.id, c.details ->> 'moduleTitle' AS module, c.code, c.holder_name AS "holderName", c.issued_at AS "issuedAt", c.storage_key IS NOT NULL AS "isReady",
              c.revoke_reason AS "revokeReason", c.revoked_at AS "revokedAt", c.superseded_by AS "supersededId", n.code AS "supersededBy"
       FROM certificate c LEFT JOIN certificate n ON n.id = c.superseded_by
       WHERE c.enrolment_id = $1 ORDER BY c.kind, c.module_key, c.superseded_by IS NOT NULL, c.issued_at DESC, c.id LIMIT 200`,
      [enrolmentId],
    );
    const now = this.clock.now();
    return lines.map(({ revokedAt, supersededId, ...line }) => ({ ...line, status: statusOf({ revokedAt, supersededBy: supersededId, expiresAt: null }, now) }));
  }

  /** Names asked for and decided in one enrolment, newest first. */
  correctionsOf(enrolmentId: string): Promise<CorrectionLine[]> {
    return this.database.query<CorrectionLine>(`${CORRECTIONS} WHERE n.enrolment_id = $1 ORDER BY n.asked_at DESC, n.id LIMIT 50`, [enrolmentId]);
  }

  /** Names that wait for a decision in an edition, the longest first. */
  waitingIn(editionId: string): Promise<CorrectionLine[]> {
    return this.database.query<CorrectionLine>(`${CORRECTIONS} WHERE n.edition_id = $1 AND n.state = 'waiting' ORDER BY n.asked_at, n.id LIMIT 50`, [editionId]);
  }

  /** Names that were corrected or declined in an edition, newest first. */
  decidedIn(editionId: string): Promise<CorrectionLine[]> {
    return this.database.query<CorrectionLine>(`${CORRECTIONS} WHERE n.edition_id = $1 AND n.state <> 'waiting' ORDER BY n.asked_at DESC, n.id LIMIT 30`, [editionId]);
  }

  /** The newest batch of an edition, with the first that failed by name; null before the first. */
  async lastBatch(editionId: string): Promise<CertificateBatchView | null> {
    return this.database.one<CertificateBatchView>(
      `SELECT b.id, b.total, b.done, b.failed_count AS "failedCount", b.created_at AS "createdAt", b.finished_at AS "finishedAt",
              coalesce((SELECT jsonb_agg(f || jsonb_build_object('displayName', u.display_name)) FROM jsonb_array_elements(b.failed) f
                        JOIN enrolment e ON e.id = (f ->> 'enrolmentId')::uuid JOIN users u ON u.id = e.user_id), '[]') AS failed
       FROM certificate_batch b WHERE b.edition_id = $1 ORDER BY b.created_at DESC, b.id LIMIT 1`,
      [editionId],
    );
  }
}
