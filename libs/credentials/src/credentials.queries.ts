import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { readCode } from './codes';
import { type CredentialStatus, statusOf } from './credential.rules';

export type CredentialLine = {
  kind: 'award' | 'certificate';
  id: string;
  title: string;
  course: string;
  courseSlug: string;
  code: string;
  issuedOn: string;
  status: CredentialStatus;
  /** Of an award; null for a certificate. */
  badgeId: string | null;
  isNameShown: boolean;
  /** False while the PDF is being made; badges are there at once. */
  isReady: boolean;
};
export type Verified = {
  status: CredentialStatus | 'unknown';
  kind: 'award' | 'certificate' | null;
  id: string | null;
  badgeId: string | null;
  title: string | null;
  course: string | null;
  issuedOn: string | null;
  /** Only where the holder agreed. */
  holder: string | null;
};
export type AwardLine = { awardId: string; badgeId: string; badge: string; enrolmentId: string; displayName: string; issuedAt: Date; isAutomatic: boolean; status: CredentialStatus; revokeReason: string | null };

type Marked<T> = Omit<T, 'status' | 'issuedOn'> & { issuedAt: Date; revokedAt: Date | null; supersededBy: string | null };

/** Both kinds in one list; `$1` is what they are looked up by. */
const credentialsBy = (column: 'user_id' | 'code'): string => `
  SELECT 'award' AS kind, a.id, b.name AS title, c.title AS course, c.slug AS "courseSlug", a.code, a.issued_at AS "issuedAt", a.revoked_at AS "revokedAt",
         a.superseded_by AS "supersededBy", a.is_name_shown AS "isNameShown", true AS "isReady", a.holder_name AS holder, a.badge_id AS "badgeId"
  FROM award a JOIN badge b ON b.id = a.badge_id JOIN course c ON c.id = b.course_id WHERE a.${column} = $1
  UNION ALL
  SELECT 'certificate', t.id, c.title, c.title, c.slug, t.code, t.issued_at, t.revoked_at, t.superseded_by, t.is_name_shown, t.storage_key IS NOT NULL, t.holder_name, NULL::uuid
  FROM certificate t JOIN edition d ON d.id = t.edition_id JOIN course c ON c.id = d.course_id WHERE t.${column} = $1`;

/** What was earned, and whether it holds. */
@Injectable()
export class CredentialQueries {
  constructor(private readonly database: Database) {}

  /** All that a person earned, newest first; what was issued anew stands for what it replaced. */
  async mine(userId: string): Promise<CredentialLine[]> {
    const earned = await this.database.query<Marked<CredentialLine> & { holder: string }>(
      `SELECT * FROM (${credentialsBy('user_id')}) earned WHERE "supersededBy" IS NULL ORDER BY "issuedAt" DESC, kind, id LIMIT 500`,
      [userId],
    );
    return earned.map(({ holder: _, issuedAt, revokedAt, supersededBy, ...line }) => ({ ...line, issuedOn: issuedAt.toISOString(), status: statusOf({ revokedAt, supersededBy }) }));
  }

  /** What a code stands for. Shows a name only where its holder agreed. */
  async verify(typed: string): Promise<Verified> {
    const code = readCode(typed);
    const found =
      code &&
      (await this.database.one<Marked<CredentialLine> & { holder: string }>(credentialsBy('code'), [code]));
    if (!found) return { status: 'unknown', kind: null, id: null, badgeId: null, title: null, course: null, issuedOn: null, holder: null };
    const { kind, id, badgeId, title, course } = found;
    return { status: statusOf(found), kind, id, badgeId, title, course, issuedOn: found.issuedAt.toISOString(), holder: found.isNameShown ? found.holder : null };
  }

  /** Awards in an edition, newest first; of one badge or one enrolment where these are given. */
  async ofEdition(editionId: string, only: { badgeId?: string; enrolmentId?: string } = {}): Promise<AwardLine[]> {
    const awards = await this.database.query<Omit<AwardLine, 'status'> & { revokedAt: Date | null; supersededBy: string | null }>(
      `SELECT a.id AS "awardId", b.id AS "badgeId", b.name AS badge, a.enrolment_id AS "enrolmentId", u.display_name AS "displayName", a.issued_at AS "issuedAt",
              a.issued_by IS NULL AS "isAutomatic", a.revoked_at AS "revokedAt", a.superseded_by AS "supersededBy", a.revoke_reason AS "revokeReason"
       FROM award a JOIN badge b ON b.id = a.badge_id JOIN users u ON u.id = a.user_id
       WHERE a.edition_id = $1 AND ($2::uuid IS NULL OR a.badge_id = $2) AND ($3::uuid IS NULL OR a.enrolment_id = $3)
       ORDER BY a.issued_at DESC, a.id LIMIT 500`,
      [editionId, only.badgeId ?? null, only.enrolmentId ?? null],
    );
    return awards.map(({ revokedAt, supersededBy, ...line }) => ({ ...line, status: statusOf({ revokedAt, supersededBy }) }));
  }

  /** Certificates of one enrolment, newest first. */
  async certificatesOf(enrolmentId: string): Promise<{ id: string; code: string; issuedAt: Date; status: CredentialStatus; isReady: boolean }[]> {
    const certificates = await this.database.query<{ id: string; code: string; issuedAt: Date; isReady: boolean; revokedAt: Date | null; supersededBy: string | null }>(
      `SELECT id, code, issued_at AS "issuedAt", storage_key IS NOT NULL AS "isReady", revoked_at AS "revokedAt", superseded_by AS "supersededBy"
       FROM certificate WHERE enrolment_id = $1 ORDER BY issued_at DESC, id`,
      [enrolmentId],
    );
    return certificates.map(({ revokedAt, supersededBy, ...certificate }) => ({ ...certificate, status: statusOf({ revokedAt, supersededBy }) }));
  }
}
