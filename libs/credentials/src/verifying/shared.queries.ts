import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import type { Evidence } from '../awards/award.entity';
import type { Skill } from '../badges/badge.entity';
import { type CredentialKind, type CredentialStatus, type Marks, statusOf } from '../credential.rules';

/** What a link shows: no more than its holder chose. */
export type SharedCredential = {
  kind: CredentialKind;
  id: string;
  badgeId: string | null;
  code: string;
  status: CredentialStatus;
  title: string;
  description: string;
  criteria: string;
  course: string;
  courseLanguage: string;
  issuedOn: string;
  expiresOn: string | null;
  holder: string | null;
  hours: number | null;
  outcomes: string[];
  skills: Skill[];
  evidence: Evidence[];
};

type Row = Omit<SharedCredential, 'status' | 'issuedOn' | 'expiresOn'> & Marks & { issuedAt: Date; showsName: boolean; showsHours: boolean; showsSkills: boolean; showsEvidence: boolean };

/** Credentials by the links that their holders made. */
@Injectable()
export class SharedCredentials {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The newest of what a link leads to; null where it was ended or never made. */
  async at(token: string): Promise<SharedCredential | null> {
    const shared = await this.database.one<Row>(
      `WITH RECURSIVE share AS (SELECT * FROM credential_share WHERE token = $1 AND ended_at IS NULL),
       award_chain AS (SELECT a.* FROM award a JOIN share s ON s.award_id = a.id UNION SELECT n.* FROM award n JOIN award_chain o ON o.superseded_by = n.id),
       certificate_chain AS (
         SELECT c.id, c.superseded_by FROM certificate c JOIN share s ON s.certificate_id = c.id UNION SELECT n.id, n.superseded_by FROM certificate n JOIN certificate_chain o ON o.superseded_by = n.id),
       shown AS (
         SELECT 'award' AS kind, a.id, a.badge_id AS "badgeId", a.code, b.name AS title, b.description, b.criteria, a.edition_id, a.issued_at AS "issuedAt", a.expires_at AS "expiresAt", a.revoked_at AS "revokedAt",
                a.superseded_by AS "supersededBy", a.holder_name AS holder, NULL::float AS hours, b.trigger = 'course' AS "isWhole", NULL::jsonb AS outcomes, b.skills, a.evidence
         FROM award_chain a JOIN badge b ON b.id = a.badge_id WHERE a.superseded_by IS NULL
         UNION ALL
         SELECT 'certificate', c.id, NULL, c.code, coalesce(c.details->>'moduleTitle', c.details->>'courseTitle'), '', '', c.edition_id, c.issued_at, NULL, c.revoked_at, c.superseded_by, c.holder_name, (c.details->>'hours')::float, true, c.details->'outcomes', '[]', '[]'
         FROM certificate_chain o JOIN certificate c ON c.id = o.id WHERE c.superseded_by IS NULL)
       SELECT shown.*, k.title AS course, k.language AS "courseLanguage", s.shows_name AS "showsName", s.shows_hours AS "showsHours", s.shows_skills AS "showsSkills", s.shows_evidence AS "showsEvidence",
              CASE WHEN shown."isWhole" THEN COALESCE(shown.hours, (v.head->>'workloadHours')::float) END AS hours,
              CASE WHEN shown."isWhole" THEN COALESCE(shown.outcomes, (SELECT jsonb_agg(o->>'text') FROM jsonb_array_elements(v.head->'outcomes') o), '[]') ELSE '[]' END AS outcomes
       FROM shown JOIN edition d ON d.id = shown.edition_id JOIN course k ON k.id = d.course_id JOIN course_version v ON v.id = d.version_id, share s`,
      [token],
    );
    if (!shared) return null;
    const { kind, id, badgeId, code, title, description, criteria, course, courseLanguage } = shared;
    return {
      kind,
      id,
      badgeId,
      code,
      status: statusOf(shared, this.clock.now()),
      title,
      description,
      criteria,
      course,
      courseLanguage,
      issuedOn: shared.issuedAt.toISOString(),
      expiresOn: shared.expiresAt?.toISOString() ?? null,
      holder: shared.showsName ? shared.holder : null,
      hours: shared.showsHours && shared.hours ? shared.hours : null,
      outcomes: shared.showsSkills ? shared.outcomes : [],
      skills: shared.showsSkills ? shared.skills : [],
      evidence: shared.showsEvidence ? shared.evidence : [],
    };
  }
}
