import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { CriterionGrade, GradeBasis } from '../grade.entities';
import type { ReviewKind, Scores } from '../review.entities';
import type { Colleague } from '../pseudonyms.rules';
import { Pseudonyms } from '../pseudonyms.service';

export type ReceivedGrade = Readonly<{
  points: number;
  maxPoints: number;
  passed: boolean;
  criteria: readonly CriterionGrade[];
  source: 'reviews' | 'staff';
  /** Of staff. */
  reason: string | null;
  ruleVersion: number;
}>;
/** A review as the work's authors see it. */
export type ReceivedReview = Readonly<{
  id: string;
  scores: Scores;
  comments: Readonly<Record<string, string>>;
  overall: string;
  keeps: string;
  suggests: string;
  /** Null: one of the team. */
  reviewer: Colleague | null;
  /** How much it counted for the grade; null: not at all. */
  weight: number | null;
  helpful: number | null;
  reply: string | null;
}>;
/** Null where the grade is not released. */
export type Received = Readonly<{ grade: ReceivedGrade; reviews: readonly ReceivedReview[] }>;

type Row = { editionId: string; activityKey: string; round: number; versionId: string; grade: Omit<ReceivedGrade, 'passed'> & { isPassed: boolean; basis: GradeBasis[] }; reviews: ReviewRow[] };
type ReviewRow = Omit<ReceivedReview, 'reviewer' | 'weight'> & { kind: ReviewKind; reviewerId: string; reviewerName: string };

/** What the authors of a work got for it. */
@Injectable()
export class ReceivedWork {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /**
   * The released grade and the reviews of a work, these in order of their random ids. Reviews that moderators hold or took out are not
   * among them. Null before the release: the grade and the reviews come together, so that none is read as the last word.
   */
  async of(submissionId: string): Promise<Received | null> {
    const row = await this.database.one<Row>(
      `SELECT s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round, s.version_id AS "versionId",
              jsonb_build_object('points', g.points, 'maxPoints', g.max_points, 'isPassed', g.is_passed, 'criteria', g.criteria, 'source', g.source, 'reason', g.reason,
                                 'ruleVersion', g.rule_version, 'basis', g.basis) AS grade,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'reviewerId', r.reviewer_id, 'reviewerName', u.display_name, 'scores', r.scores, 'comments', r.comments,
                                 'overall', r.overall, 'keeps', r.keeps, 'suggests', r.suggests, 'helpful', r.helpful, 'reply', r.reply) ORDER BY r.id), '[]')
               FROM review r JOIN users u ON u.id = r.reviewer_id WHERE r.submission_id = s.id AND r.state = 'done' AND NOT r.is_held) AS reviews
       FROM submission s JOIN grade g ON g.submission_id = s.id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL WHERE s.id = $1`,
      [submissionId],
    );
    if (!row) return null;
    const activity = await this.versions.activity(row.versionId, row.activityKey);
    const anonymity = activity?.kind === 'assignment' ? activity.anonymity : 'double-blind';
    const { isPassed: passed, basis, ...grade } = row.grade;
    // Rounded: to hundredths it would be a mark by which to know a reviewer again.
    const weights = new Map(basis.map(({ reviewId, weight }) => [reviewId, Math.round(weight * 10) / 10]));
    const reviews = row.reviews.map(({ kind, reviewerId, reviewerName, ...review }) => ({
      ...review,
      reviewer: kind === 'staff' ? null : this.pseudonyms.reviewerOf(anonymity, row, { id: reviewerId, name: reviewerName }),
      weight: weights.get(review.id) ?? null,
    }));
    return { grade: { ...grade, passed }, reviews };
  }
}
