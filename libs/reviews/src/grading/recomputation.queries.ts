import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { GradeBasis } from '../grade.entities';
import type { Scores } from '../review.entities';
import { type GradeFigures, gradeOf, saysTheSame } from './grade.rules';

type SpreadFigures = GradeFigures & Readonly<{ spread: number }>;
/** `computed`: null for a grade by staff, which nothing computes. */
export type Recomputed = Readonly<{ gradeId: string; submissionId: string; ruleVersion: number; stored: SpreadFigures; computed: SpreadFigures | null; isEqual: boolean }>;
type Row = SpreadFigures & {
  gradeId: string;
  submissionId: string;
  source: 'reviews' | 'staff';
  ruleVersion: number;
  basis: GradeBasis[];
  versionId: string;
  activityKey: string;
  reviews: { id: string; scores: Scores }[];
};

/** Grades computed again from the rows that made them. Invariant 7 in domain.md. */
@Injectable()
export class Recomputation {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  /** All grades that these works ever had, the latest first; one statement for any number of works. */
  async of(submissionIds: readonly string[]): Promise<Recomputed[]> {
    const rows = await this.database.query<Row>(
      `SELECT g.id AS "gradeId", g.submission_id AS "submissionId", g.source, g.points::float8 AS points, g.max_points::float8 AS "maxPoints", g.is_passed AS "isPassed",
              g.spread, g.criteria, g.basis, g.rule_version AS "ruleVersion", s.version_id AS "versionId", s.activity_key AS "activityKey",
              (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'scores', r.scores)), '[]') FROM jsonb_array_elements(g.basis) AS used (part)
               JOIN review r ON r.id = (used.part->>'reviewId')::uuid) AS reviews
       FROM grade g JOIN submission s ON s.id = g.submission_id WHERE g.submission_id = ANY($1::uuid[])
       ORDER BY g.submission_id, g.superseded_at DESC NULLS FIRST, g.graded_at DESC`,
      [submissionIds],
    );
    return Promise.all(rows.map((row) => this.again(row)));
  }

  private async again({ gradeId, submissionId, source, ruleVersion, basis, versionId, activityKey, reviews, ...stored }: Row): Promise<Recomputed> {
    const activity = await this.versions.activity(versionId, activityKey);
    const about = { gradeId, submissionId, ruleVersion, stored };
    if (source === 'staff' || activity?.kind !== 'assignment') return { ...about, computed: null, isEqual: source === 'staff' };
    const weights = new Map(basis.map(({ reviewId, weight }) => [reviewId, weight]));
    const { fraction: _, ...computed } = gradeOf(activity.rubric, activity.passMark, reviews.map(({ id, scores }) => ({ scores, weight: weights.get(id)! })));
    return { ...about, computed, isEqual: reviews.length === basis.length && computed.spread === stored.spread && saysTheSame(computed, stored) };
  }
}
