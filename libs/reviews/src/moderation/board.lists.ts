import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import { z } from 'zod';
import type { CaseKind } from '../grade.entities';
import type { SubmissionPhase, SubmissionState } from '../submission.entity';
import type { ReviewerFilter, SubmissionFilter } from './board.filter';

export type BoardSubmission = Readonly<{
  id: string;
  authors: string[];
  language: string;
  round: number;
  state: SubmissionState;
  phase: SubmissionPhase;
  submittedAt: Date | null;
  reviewBy: Date | null;
  wanted: number;
  finished: number;
  lent: number;
  isLate: boolean;
  isHeld: boolean;
  isShort: boolean;
  points: number | null;
  maxPoints: number | null;
  isPassed: boolean | null;
  isReleased: boolean | null;
  openCases: CaseKind[];
  /** Of the nearest other work; null: none is near. */
  alike: number | null;
}>;
export type BoardReviewer = Readonly<{
  userId: string;
  enrolmentId: string;
  displayName: string;
  round: number;
  toGive: number;
  given: number;
  waived: number;
  live: number;
  owedBy: Date | null;
  isNoShow: boolean;
  isVolunteer: boolean;
  reads: string[];
  lastAskedAt: Date | null;
  reminders: number;
  /** Mean of the stars that authors gave; null: none yet. */
  helpful: number | null;
  removed: number;
}>;
export type BoardClaim = Readonly<{ reviewId: string; submissionId: string; reviewer: string; authors: string[]; language: string; kind: string; claimedAt: Date; expiresAt: Date }>;

const NAMES = `ARRAY(SELECT u.display_name FROM unnest(s.author_ids) WITH ORDINALITY AS a (id, place) JOIN users u ON u.id = a.id ORDER BY a.place)`;
const EXACTLY = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exactly`;
const OPEN = (kinds: string) => `EXISTS (SELECT FROM review_case c WHERE c.submission_id = s.id AND c.state = 'open' AND c.kind IN (${kinds}))`;
/** Picked first, by submission_board_idx, then dressed: what is shown of a work is read for one page of works alone. Exported for the spec that asks Postgres how it would run it. */
export const WORKS = `
  WITH picked AS (
    SELECT s.*, coalesce(s.submitted_at, s.created_at) AS came_at FROM submission s
    WHERE s.edition_id = $1 AND s.activity_key = $2 AND ($3::text IS NULL AND s.state <> 'draft' OR s.state = $3) AND ($4::text IS NULL OR s.language = $4) AND ($5::smallint IS NULL OR s.round = $5)
      AND CASE $6::text
            WHEN 'short' THEN s.state IN ('submitted', 'in-review') AND s.finished < s.wanted
            WHEN 'flagged' THEN s.is_held OR ${OPEN(`'flagged-submission', 'flagged-review'`)}
            WHEN 'late' THEN s.is_late
            WHEN 'appeal' THEN ${OPEN(`'appeal'`)}
            WHEN 'moderators' THEN s.phase = 'moderators' OR ${OPEN(`'short', 'spread'`)}
            WHEN 'alike' THEN EXISTS (SELECT FROM submission_likeness l WHERE l.submission_id = s.id)
            ELSE true
          END
      AND (coalesce(s.submitted_at, s.created_at), s.id) > (coalesce($7::timestamptz, '-infinity'), coalesce($8::uuid, '00000000-0000-0000-0000-000000000000'))
    ORDER BY coalesce(s.submitted_at, s.created_at), s.id LIMIT $9
  )
  SELECT s.id, ${NAMES} AS authors, s.language, s.round, s.state, s.phase, s.submitted_at AS "submittedAt", s.review_by AS "reviewBy", s.wanted, s.finished, s.lent,
         s.is_late AS "isLate", s.is_held AS "isHeld", (s.state IN ('submitted', 'in-review') AND s.finished < s.wanted) AS "isShort",
         g.points::float8 AS points, g.max_points::float8 AS "maxPoints", g.is_passed AS "isPassed", (g.released_at IS NOT NULL) AS "isReleased",
         ARRAY(SELECT c.kind FROM review_case c WHERE c.submission_id = s.id AND c.state = 'open' ORDER BY c.due_at) AS "openCases",
         (SELECT max(l.similarity)::float8 FROM submission_likeness l WHERE l.submission_id = s.id) AS alike, ${EXACTLY('s.came_at')}
  FROM picked s LEFT JOIN grade g ON g.submission_id = s.id AND g.superseded_at IS NULL ORDER BY s.came_at, s.id`;

/** The works, the reviewers and the claims of one assignment, in pages. All throw Malformed for a cursor that they did not give out. */
@Injectable()
export class BoardLists {
  constructor(private readonly database: Database) {}

  /** First come, first listed; drafts only where they are asked for. */
  async submissions(editionId: string, activityKey: string, { state, language, round, need }: SubmissionFilter, limit: number, cursor?: string): Promise<Page<BoardSubmission>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.uuid());
    const found = await this.database.query<BoardSubmission & { exactly: string }>(WORKS, [
      editionId, activityKey, state ?? null, language ?? null, round ?? null, need ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1,
    ]);
    return pageOf(found, limit, (last) => encodeCursor(last.exactly, last.id), ({ exactly: _, ...work }) => work);
  }

  /** By name. */
  async reviewers(editionId: string, activityKey: string, { need }: ReviewerFilter, limit: number, cursor?: string): Promise<Page<BoardReviewer>> {
    const after = decodeCursor(cursor, z.string().max(300), z.uuid(), z.number().int());
    const found = await this.database.query<BoardReviewer>(
      `WITH picked AS (
         SELECT d.*, u.display_name FROM review_duty d JOIN users u ON u.id = d.user_id
         WHERE d.edition_id = $1 AND d.activity_key = $2
           AND CASE $3::text WHEN 'owes' THEN d.given + d.waived < d.to_give WHEN 'no-show' THEN d.given = 0 AND d.waived < d.to_give AND d.owed_by < academy_now() WHEN 'volunteer' THEN d.is_volunteer ELSE true END
           AND ($4::text IS NULL OR (u.display_name, d.user_id, d.round) > ($4, $5::uuid, $6::smallint))
         ORDER BY u.display_name, d.user_id, d.round LIMIT $7
       )
       SELECT d.user_id AS "userId", d.enrolment_id AS "enrolmentId", d.display_name AS "displayName", d.round, d.to_give AS "toGive", d.given, d.waived, d.owed_by AS "owedBy",
              (d.given = 0 AND d.waived < d.to_give AND coalesce(d.owed_by < academy_now(), false)) AS "isNoShow", d.is_volunteer AS "isVolunteer", d.reads,
              d.last_asked_at AS "lastAskedAt", d.reminders, r.live, r.helpful, r.removed
       FROM picked d
       LEFT JOIN LATERAL (
         SELECT (count(*) FILTER (WHERE state = 'claimed'))::int AS live, avg(helpful)::float8 AS helpful, (count(*) FILTER (WHERE state = 'removed'))::int AS removed
         FROM review WHERE reviewer_id = d.user_id AND edition_id = d.edition_id AND activity_key = d.activity_key AND round = d.round) r ON true
       ORDER BY d.display_name, d.user_id, d.round`,
      [editionId, activityKey, need ?? null, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    return pageOf(found, limit, (last) => encodeCursor(last.displayName, last.userId, last.round), (reviewer) => reviewer);
  }

  /** Live claims, the next to expire first. */
  async claims(editionId: string, activityKey: string, limit: number, cursor?: string): Promise<Page<BoardClaim>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.uuid());
    const found = await this.database.query<BoardClaim & { exactly: string }>(
      `SELECT r.id AS "reviewId", s.id AS "submissionId", u.display_name AS reviewer, ${NAMES} AS authors, s.language, r.kind, r.claimed_at AS "claimedAt", r.expires_at AS "expiresAt", ${EXACTLY('r.expires_at')}
       FROM submission s JOIN review r ON r.submission_id = s.id AND r.state = 'claimed' JOIN users u ON u.id = r.reviewer_id
       WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.lent > 0 AND ($3::timestamptz IS NULL OR (r.expires_at, r.id) > ($3, $4::uuid))
       ORDER BY r.expires_at, r.id LIMIT $5`,
      [editionId, activityKey, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(found, limit, (last) => encodeCursor(last.exactly, last.reviewId), ({ exactly: _, ...claim }) => claim);
  }
}
