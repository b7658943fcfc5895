import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import { z } from 'zod';
import type { CaseKind } from '../grade.entities';
import type { Decision } from './case.rules';

/** A case as the people of a work may see it: without names, without a word of whoever raised it, in days. */
export type CaseView = Readonly<{ id: string; kind: CaseKind; reason: string; reviewId: string | null; state: 'open' | 'decided'; dueOn: string; decision: Decision | null; note: string | null; decidedOn: string | null }>;

/** A case as moderators see it. */
export type ModeratedCase = Readonly<{
  id: string;
  kind: CaseKind;
  reason: string;
  words: string;
  state: 'open' | 'decided';
  activityKey: string;
  submissionId: string;
  reviewId: string | null;
  /** Null: the Academy itself. */
  raisedBy: string | null;
  raisedAt: Date;
  dueAt: Date;
  isOverdue: boolean;
  /** Who wrote the work. */
  authors: string[];
  language: string;
  decision: Decision | null;
  note: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
}>;
export type CaseFilter = Readonly<{ state?: 'open' | 'decided' | undefined; kind?: CaseKind | undefined; activityKey?: string | undefined }>;

const DAY = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const MODERATED = `c.id, c.kind, c.reason, c.words, c.state, c.activity_key AS "activityKey", c.submission_id AS "submissionId", c.review_id AS "reviewId",
  (SELECT u.display_name FROM users u WHERE u.id = c.raised_by) AS "raisedBy", c.raised_at AS "raisedAt", c.due_at AS "dueAt", (c.state = 'open' AND c.due_at < academy_now()) AS "isOverdue",
  ARRAY(SELECT u.display_name FROM unnest(s.author_ids) WITH ORDINALITY AS a (id, place) JOIN users u ON u.id = a.id ORDER BY a.place) AS authors, s.language,
  c.decision, c.note, (SELECT u.display_name FROM users u WHERE u.id = c.decided_by) AS "decidedBy", c.decided_at AS "decidedAt"`;

/** What waits for moderators, and what they decided. */
@Injectable()
export class CaseQueries {
  constructor(private readonly database: Database) {}

  /** For the authors of a work, and for those it was lent to: what it waits for and what was decided. Flags of single reviews are their authors' alone: see `isAuthors`. */
  casesOf(submissionId: string, isAuthors = true): Promise<CaseView[]> {
    return this.database.query<CaseView>(
      `SELECT c.id, c.kind, c.reason, c.review_id AS "reviewId", c.state, ${DAY('c.due_at')} AS "dueOn", c.decision, c.note, ${DAY('c.decided_at')} AS "decidedOn"
       FROM review_case c WHERE c.submission_id = $1 AND ($2 OR c.kind = 'flagged-submission') ORDER BY c.due_at, c.id`,
      [submissionId, isAuthors],
    );
  }

  /** For the reviewer of a review: what was decided on it. */
  casesOfReview(reviewId: string): Promise<CaseView[]> {
    return this.database.query<CaseView>(
      `SELECT c.id, c.kind, c.reason, c.review_id AS "reviewId", c.state, ${DAY('c.due_at')} AS "dueOn", c.decision, c.note, ${DAY('c.decided_at')} AS "decidedOn"
       FROM review_case c WHERE c.review_id = $1 ORDER BY c.due_at, c.id`,
      [reviewId],
    );
  }

  /** For moderators: all cases of a work, open ones first. */
  ofSubmission(submissionId: string): Promise<ModeratedCase[]> {
    return this.database.query<ModeratedCase>(`SELECT ${MODERATED} FROM review_case c JOIN submission s ON s.id = c.submission_id WHERE c.submission_id = $1 ORDER BY c.state DESC, c.due_at, c.id`, [submissionId]);
  }

  /** The queue of an edition in the order of promised days. Throws Malformed for a cursor of somebody else's. */
  async queue(editionId: string, { state, kind, activityKey }: CaseFilter, limit: number, cursor?: string): Promise<Page<ModeratedCase>> {
    const after = decodeCursor(cursor, z.iso.datetime(), z.uuid());
    const found = await this.database.query<ModeratedCase & { exactly: string }>(
      `SELECT ${MODERATED}, to_char(c.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exactly
       FROM review_case c JOIN submission s ON s.id = c.submission_id
       WHERE c.edition_id = $1 AND c.state = $2 AND ($3::text IS NULL OR c.kind = $3) AND ($4::text IS NULL OR c.activity_key = $4)
         AND ($5::timestamptz IS NULL OR (c.due_at, c.id) > ($5, $6::uuid))
       ORDER BY c.due_at, c.id LIMIT $7`,
      [editionId, state ?? 'open', kind ?? null, activityKey ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(found, limit, (last) => encodeCursor(last.exactly, last.id), ({ exactly: _, ...each }) => each);
  }

  async openCount(editionId: string): Promise<number> {
    return (await this.database.one<{ open: number }>(`SELECT count(*)::int AS open FROM review_case WHERE edition_id = $1 AND state = 'open'`, [editionId]))!.open;
  }
}
