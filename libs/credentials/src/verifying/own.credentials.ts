import { Injectable } from '@nestjs/common';
import { Clock, Database, decodeCursor, encodeCursor, found, type Page, pageOf } from '@academy/platform';
import { z } from 'zod';
import type { Evidence } from '../awards/award.entity';
import type { Skill } from '../badges/badge.entity';
import { type CredentialKind, type CredentialStatus, statusOf } from '../credential.rules';
import { type CredentialRow, credentialsWhere } from './credential.rows';

export type CredentialLine = Omit<CredentialRow, 'issuedAt' | 'revokedAt' | 'expiresAt' | 'supersededBy' | 'userId' | 'holder'> & { issuedOn: string; expiresOn: string | null; status: CredentialStatus };
/** Which of them: of one year (on the reader's calendar), of one kind; whole courses are told by their slugs. */
export type OwnFilter = { year?: number | undefined; kind?: CredentialKind | undefined; course?: string | undefined };
export type OwnOverview = { years: { year: number; count: number }[]; courses: { slug: string; title: string }[]; total: number; beingMade: { course: string; completedOn: string }[] };
export type ChainLink = { id: string; code: string; issuedOn: string; status: CredentialStatus; holder: string; revokeReason: string | null };
export type OwnDetails = { line: CredentialLine; holder: string; criteria: string; skills: Skill[]; evidence: Evidence[]; isEvidenceShown: boolean; chain: ChainLink[] };

const ONE_PAGE = 30;
/** More than anybody earns; what lies beyond is found by year. */
const MOST = 500;

/** What a person earned. */
@Injectable()
export class OwnCredentials {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All that a person earned, newest first; what was issued anew stands for what it replaced. */
  async mine(userId: string): Promise<CredentialLine[]> {
    const earned = await this.database.query<CredentialRow>(`SELECT * FROM (${credentialsWhere('c.user_id = $1 AND c.superseded_by IS NULL')}) earned ORDER BY "issuedAt" DESC, id LIMIT ${MOST}`, [userId]);
    return earned.map((row) => this.line(row));
  }

  /** The same, a page at a time. */
  async page(userId: string, timeZone: string, { year, kind, course }: OwnFilter, cursor?: string): Promise<Page<CredentialLine>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.uuid());
    const earned = await this.database.query<CredentialRow>(
      `SELECT * FROM (${credentialsWhere('c.user_id = $1 AND c.superseded_by IS NULL')}) earned
       WHERE ($3::int IS NULL OR extract(year FROM "issuedAt" AT TIME ZONE $2) = $3) AND ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR "courseSlug" = $5)
         AND ($6::timestamptz IS NULL OR ("issuedAt", id) < ($6, $7::uuid))
       ORDER BY "issuedAt" DESC, id DESC LIMIT ${ONE_PAGE + 1}`,
      [userId, timeZone, year ?? null, kind ?? null, course ?? null, ...(after ?? [null, null])],
    );
    return pageOf(earned, ONE_PAGE, ({ issuedAt, id }) => encodeCursor(issuedAt.toISOString(), id), (row) => this.line(row));
  }

  /** What there is to choose from, and what is still being made: a completed course whose certificate is not there yet. */
  async overview(userId: string, timeZone: string): Promise<OwnOverview> {
    const overview = await this.database.one<Omit<OwnOverview, 'total'>>(
      `WITH earned AS (SELECT * FROM (${credentialsWhere('c.user_id = $1 AND c.superseded_by IS NULL')}) earned LIMIT 5000)
       SELECT (SELECT COALESCE(json_agg(y), '[]') FROM (SELECT extract(year FROM "issuedAt" AT TIME ZONE $2)::int AS year, count(*)::int AS count FROM earned GROUP BY 1 ORDER BY 1 DESC LIMIT 60) y) AS years,
              (SELECT COALESCE(json_agg(s), '[]') FROM (SELECT DISTINCT "courseSlug" AS slug, course AS title FROM earned ORDER BY 2, 1 LIMIT 200) s) AS courses,
              (SELECT COALESCE(json_agg(m), '[]') FROM (
                 SELECT k.title AS course, e.completed_at AS "completedOn" FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course k ON k.id = d.course_id
                 WHERE e.user_id = $1 AND e.completed_at IS NOT NULL AND NOT EXISTS (SELECT FROM certificate c WHERE c.enrolment_id = e.id) ORDER BY e.completed_at DESC LIMIT 20) m) AS "beingMade"`,
      [userId, timeZone],
    );
    const { years, courses, beingMade } = found(overview, 'person');
    return { years, courses, beingMade, total: years.reduce((sum, { count }) => sum + count, 0) };
  }

  /** One of them with all that belongs to it, and every one that it replaced or that replaced it, oldest first. Throws NotFound. */
  async details(kind: CredentialKind, id: string): Promise<OwnDetails> {
    const row = found(await this.database.one<CredentialRow>(`SELECT * FROM (${credentialsWhere('c.id = $1')}) one WHERE kind = $2`, [id, kind]), kind);
    const more = kind === 'certificate' ? null : await this.database.one<Pick<OwnDetails, 'criteria' | 'skills' | 'evidence' | 'isEvidenceShown'>>(
      'SELECT b.criteria, b.skills, a.evidence, a.is_evidence_shown AS "isEvidenceShown" FROM award a JOIN badge b ON b.id = a.badge_id WHERE a.id = $1',
      [id],
    );
    const chain = await this.database.query<{ id: string; code: string; issuedAt: Date; revokedAt: Date | null; supersededBy: string | null; expiresAt: Date | null; holder: string; revokeReason: string | null }>(
      `WITH RECURSIVE older AS (SELECT id FROM ${kind} WHERE id = $1 UNION SELECT o.id FROM ${kind} o JOIN older n ON o.superseded_by = n.id),
       newer AS (SELECT id, superseded_by FROM ${kind} WHERE id = $1 UNION SELECT n.id, n.superseded_by FROM ${kind} n JOIN newer o ON n.id = o.superseded_by)
       SELECT c.id, c.code, c.issued_at AS "issuedAt", c.revoked_at AS "revokedAt", c.superseded_by AS "supersededBy", ${kind === 'award' ? 'c.expires_at' : 'NULL::timestamptz'} AS "expiresAt",
              c.holder_name AS holder, c.revoke_reason AS "revokeReason"
       FROM ${kind} c WHERE c.id IN (SELECT id FROM older UNION SELECT id FROM newer) ORDER BY c.issued_at, c.superseded_by NULLS LAST LIMIT 100`,
      [id],
    );
    const now = this.clock.now();
    return {
      line: this.line(row),
      holder: row.holder,
      ...(more ?? { criteria: '', skills: [], evidence: [], isEvidenceShown: false }),
      chain: chain.map(({ issuedAt, revokedAt, supersededBy, expiresAt, ...link }) => ({ ...link, issuedOn: issuedAt.toISOString(), status: statusOf({ revokedAt, supersededBy, expiresAt }, now) })),
    };
  }

  private line({ holder: _, userId: __, issuedAt, revokedAt, supersededBy, expiresAt, ...line }: CredentialRow): CredentialLine {
    return { ...line, issuedOn: issuedAt.toISOString(), expiresOn: expiresAt?.toISOString() ?? null, status: statusOf({ revokedAt, supersededBy, expiresAt }, this.clock.now()) };
  }
}
