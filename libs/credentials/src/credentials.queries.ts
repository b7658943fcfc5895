import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import { type CredentialStatus, type Marks, statusOf } from './credential.rules';

export type AwardLine = { awardId: string; badgeId: string; badge: string; enrolmentId: string; displayName: string; issuedAt: Date; expiresAt: Date | null; isAutomatic: boolean; status: CredentialStatus; revokeReason: string | null };

/** What was earned in an edition, for those who run it. */
@Injectable()
export class CredentialQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Awards in an edition, newest first; of one badge or one enrolment where these are given. */
  async ofEdition(editionId: string, only: { badgeId?: string; enrolmentId?: string } = {}): Promise<AwardLine[]> {
    const awards = await this.database.query<Omit<AwardLine, 'status'> & Marks>(
      `SELECT a.id AS "awardId", b.id AS "badgeId", b.name AS badge, a.enrolment_id AS "enrolmentId", u.display_name AS "displayName", a.issued_at AS "issuedAt",
              a.issued_by IS NULL AS "isAutomatic", a.revoked_at AS "revokedAt", a.superseded_by AS "supersededBy", a.expires_at AS "expiresAt", a.revoke_reason AS "revokeReason"
       FROM award a JOIN badge b ON b.id = a.badge_id JOIN users u ON u.id = a.user_id
       WHERE a.edition_id = $1 AND ($2::uuid IS NULL OR a.badge_id = $2) AND ($3::uuid IS NULL OR a.enrolment_id = $3)
       ORDER BY a.issued_at DESC, a.id LIMIT 500`,
      [editionId, only.badgeId ?? null, only.enrolmentId ?? null],
    );
    const now = this.clock.now();
    return awards.map(({ revokedAt, supersededBy, ...line }) => ({ ...line, status: statusOf({ revokedAt, supersededBy, expiresAt: line.expiresAt }, now) }));
  }

  /** Certificates of one enrolment, newest first. */
  async certificatesOf(enrolmentId: string): Promise<{ id: string; code: string; issuedAt: Date; status: CredentialStatus; isReady: boolean }[]> {
    const certificates = await this.database.query<{ id: string; code: string; issuedAt: Date; isReady: boolean; revokedAt: Date | null; supersededBy: string | null }>(
      `SELECT id, code, issued_at AS "issuedAt", storage_key IS NOT NULL AS "isReady", revoked_at AS "revokedAt", superseded_by AS "supersededBy"
       FROM certificate WHERE enrolment_id = $1 ORDER BY issued_at DESC, id`,
      [enrolmentId],
    );
    const now = this.clock.now();
    return certificates.map(({ revokedAt, supersededBy, ...certificate }) => ({ ...certificate, status: statusOf({ revokedAt, supersededBy, expiresAt: null }, now) }));
  }
}
