import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { CriterionGrade } from '../grade.entities';
import type { ReviewKind, ReviewState, Scores } from '../review.entities';
import type { SubmissionContent, SubmissionPhase, SubmissionState } from '../submission.entity';
import { neutralName } from '../submissions/submission.rules';

/** A work with everything about it, as moderators see it. */
export type DeskWork = Readonly<{
  id: string;
  editionId: string;
  activityKey: string;
  versionId: string;
  round: number;
  state: SubmissionState;
  phase: SubmissionPhase;
  language: string;
  content: SubmissionContent;
  authors: { userId: string; displayName: string; enrolmentId: string | null }[];
  submittedAt: Date | null;
  reviewBy: Date | null;
  moderateBy: Date | null;
  isLate: boolean;
  isHeld: boolean;
  wanted: number;
  finished: number;
  lent: number;
  /** Names of its files, in order; they tell nothing. */
  files: string[];
}>;
export type DeskReview = Readonly<{
  id: string;
  reviewer: string;
  kind: ReviewKind;
  state: ReviewState;
  isHeld: boolean;
  scores: Scores;
  comments: Record<string, string>;
  overall: string;
  keeps: string;
  suggests: string;
  warnings: string[];
  claimedAt: Date;
  expiresAt: Date;
  doneAt: Date | null;
  helpful: number | null;
  reply: string | null;
  /** In the grade that stands; null: it does not count there. */
  weight: number | null;
}>;
export type DeskGrade = Readonly<{ id: string; source: 'reviews' | 'staff'; points: number; maxPoints: number; isPassed: boolean; spread: number; criteria: CriterionGrade[]; reason: string | null; gradedBy: string | null; gradedAt: Date; releasedAt: Date | null; supersededAt: Date | null }>;
/** Another work that is much alike. */
export type LikeWork = Readonly<{ id: string; similarity: number; editionId: string; courseId: string; edition: string; course: string; authors: string[]; language: string; submittedAt: Date | null; content: SubmissionContent; versionId: string; activityKey: string }>;

const NAMES = `ARRAY(SELECT u.display_name FROM unnest(s.author_ids) WITH ORDINALITY AS a (id, place) JOIN users u ON u.id = a.id ORDER BY a.place)`;

/** One work on a moderator's desk. */
@Injectable()
export class DeskQueries {
  constructor(private readonly database: Database) {}

  async work(submissionId: string): Promise<DeskWork | null> {
    const work = await this.database.one<DeskWork>(
      `SELECT s.id, s.edition_id AS "editionId", s.activity_key AS "activityKey", s.version_id AS "versionId", s.round, s.state, s.phase, s.language, s.content,
              coalesce((SELECT jsonb_agg(jsonb_build_object('userId', u.id, 'displayName', u.display_name, 'enrolmentId', a.enrolment_id) ORDER BY u.display_name)
                        FROM unnest(s.author_ids) AS author (id) JOIN users u ON u.id = author.id
                        LEFT JOIN submission_author a ON a.submission_id = s.id AND a.user_id = u.id), '[]') AS authors,
              s.submitted_at AS "submittedAt", s.review_by AS "reviewBy", s.moderate_by AS "moderateBy", s.is_late AS "isLate", s.is_held AS "isHeld", s.wanted, s.finished, s.lent,
              ARRAY(SELECT f.file_name FROM jsonb_array_elements_text(s.content -> 'attachments') WITH ORDINALITY AS named (id, place)
                    JOIN submission_attachment f ON f.id = named.id::uuid ORDER BY named.place) AS files
       FROM submission s WHERE s.id = $1`,
      [submissionId],
    );
    return work && { ...work, files: work.files.map((name, index) => neutralName(index, name)) };
  }

  reviews(submissionId: string): Promise<DeskReview[]> {
    return this.database.query<DeskReview>(
      `SELECT r.id, u.display_name AS reviewer, r.kind, r.state, r.is_held AS "isHeld", r.scores, r.comments, r.overall, r.keeps, r.suggests, r.warnings, r.claimed_at AS "claimedAt",
              r.expires_at AS "expiresAt", r.done_at AS "doneAt", r.helpful, r.reply,
              (SELECT (b->>'weight')::float8 FROM grade g CROSS JOIN jsonb_array_elements(g.basis) AS b
               WHERE g.submission_id = r.submission_id AND g.superseded_at IS NULL AND b->>'reviewId' = r.id::text) AS weight
       FROM review r JOIN users u ON u.id = r.reviewer_id WHERE r.submission_id = $1
       ORDER BY array_position(ARRAY['done', 'claimed', 'removed', 'released', 'expired'], r.state), r.claimed_at`,
      [submissionId],
    );
  }

  /** The newest first. */
  grades(submissionId: string): Promise<DeskGrade[]> {
    return this.database.query<DeskGrade>(
      `SELECT g.id, g.source, g.points::float8 AS points, g.max_points::float8 AS "maxPoints", g.is_passed AS "isPassed", g.spread, g.criteria, g.reason,
              (SELECT u.display_name FROM users u WHERE u.id = g.graded_by) AS "gradedBy", g.graded_at AS "gradedAt", g.released_at AS "releasedAt", g.superseded_at AS "supersededAt"
       FROM grade g WHERE g.submission_id = $1 ORDER BY g.superseded_at DESC NULLS FIRST, g.graded_at DESC`,
      [submissionId],
    );
  }

  /** Works much like this one, the most alike first; `otherId`: that one alone. */
  like(submissionId: string, otherId: string | null = null): Promise<LikeWork[]> {
    return this.database.query<LikeWork>(
      `SELECT s.id, l.similarity::float8 AS similarity, s.edition_id AS "editionId", d.course_id AS "courseId", d.name AS edition, c.title AS course, ${NAMES} AS authors, s.language,
              s.submitted_at AS "submittedAt", s.content, s.version_id AS "versionId", s.activity_key AS "activityKey"
       FROM submission_likeness l JOIN submission s ON s.id = l.other_id JOIN edition d ON d.id = s.edition_id JOIN course c ON c.id = d.course_id
       WHERE l.submission_id = $1 AND ($2::uuid IS NULL OR s.id = $2) ORDER BY l.similarity DESC, s.id LIMIT 20`,
      [submissionId, otherId],
    );
  }
}
