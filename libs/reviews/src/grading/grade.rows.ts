import { Injectable } from '@nestjs/common';
import { record, row, rows, type Transaction } from '@academy/platform';
import { type AssignmentActivity } from '../assignments.service';
import type { CriterionGrade, GradeBasis } from '../grade.entities';
import type { ReviewKind, Scores } from '../review.entities';
import { GradeGiven, GradeReleased } from '../reviews.facts';
import type { SubmissionPhase, SubmissionState } from '../submission.entity';
import { RULE_VERSION } from './grade.rules';
import { isReleaseDue } from './release.rules';

/** A work with what its grade depends on, its row locked. */
export type GradedWork = Readonly<{
  id: string;
  editionId: string;
  activityKey: string;
  round: number;
  versionId: string;
  authorIds: readonly string[];
  state: SubmissionState;
  phase: SubmissionPhase;
  isHeld: boolean;
  wanted: number;
  reviewBy: Date | null;
  endsAt: Date;
  /** The edition's date for grades, ISO. */
  notBefore: string | null;
  /** Its authors have seen a grade of it before. */
  wasReleased: boolean;
}>;
export type StandingGrade = Readonly<{ id: string; source: 'reviews' | 'staff'; points: number; maxPoints: number; isPassed: boolean; criteria: CriterionGrade[]; basis: GradeBasis[] }>;
export type DoneReview = Readonly<{ id: string; reviewerId: string; kind: ReviewKind; scores: Scores }>;
export type NewGrade = Readonly<{
  source: 'reviews' | 'staff';
  points: number;
  maxPoints: number;
  isPassed: boolean;
  spread: number;
  criteria: readonly CriterionGrade[];
  basis: readonly GradeBasis[];
  reason: string | null;
  gradedBy: string | null;
}>;

/** The rows that grading reads and writes. */
@Injectable()
export class GradeRows {
  /** The work is locked before it is looked at: whoever waits for those who release its grade has to see that they did. */
  async lock(tx: Transaction, submissionId: string): Promise<GradedWork | null> {
    await row(tx, 'SELECT FROM submission WHERE id = $1 FOR UPDATE', [submissionId]);
    return row<GradedWork>(
      tx,
      `SELECT s.id, s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round, s.version_id AS "versionId", s.author_ids AS "authorIds", s.state, s.phase,
              s.is_held AS "isHeld", s.wanted, s.review_by AS "reviewBy", d.ends_at AS "endsAt", d.deadlines->s.activity_key->>'releaseAt' AS "notBefore",
              EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.released_at IS NOT NULL) AS "wasReleased"
       FROM submission s JOIN edition d ON d.id = s.edition_id WHERE s.id = $1`,
      [submissionId],
    );
  }

  standing(tx: Transaction, submissionId: string): Promise<StandingGrade | null> {
    return row<StandingGrade>(
      tx,
      `SELECT id, source, points::float8 AS points, max_points::float8 AS "maxPoints", is_passed AS "isPassed", criteria, basis FROM grade WHERE submission_id = $1 AND superseded_at IS NULL`,
      [submissionId],
    );
  }

  /** Reviews that count, in order of their ids. */
  counted(tx: Transaction, submissionId: string): Promise<DoneReview[]> {
    return rows<DoneReview>(
      tx,
      `SELECT id, reviewer_id AS "reviewerId", kind, scores FROM review WHERE submission_id = $1 AND state = 'done' AND NOT is_held ORDER BY id`,
      [submissionId],
    );
  }

  /** One more review is wanted: the work is in the pool again. */
  async askOneMore(tx: Transaction, submissionId: string): Promise<void> {
    await row(tx, 'UPDATE submission SET wanted = wanted + 1 WHERE id = $1', [submissionId]);
  }

  /** The work has its grade: nobody is asked to review it any more. */
  async close(tx: Transaction, submissionId: string): Promise<void> {
    await row(tx, `UPDATE submission SET state = 'graded' WHERE id = $1 AND state <> 'graded'`, [submissionId]);
  }

  /** The grade that stands no longer does, and none takes its place: the work waits for reviews again. */
  async withdraw(tx: Transaction, work: GradedWork, now: Date): Promise<void> {
    await row(tx, 'UPDATE grade SET superseded_at = $2 WHERE submission_id = $1 AND superseded_at IS NULL', [work.id, now]);
    await row(tx, `UPDATE submission SET state = 'in-review' WHERE id = $1 AND state = 'graded'`, [work.id]);
  }

  /** Writes a grade over the one that stood. Where its authors have seen one before they see this one at once. */
  async give(tx: Transaction, work: GradedWork, grade: NewGrade, release: AssignmentActivity['release'], now: Date): Promise<void> {
    const terms = { release, notBefore: work.notBefore === null ? null : new Date(work.notBefore), deadline: work.reviewBy ?? work.endsAt };
    const releasedAt = work.wasReleased || isReleaseDue(terms, now) ? now : null;
    await row(tx, 'UPDATE grade SET superseded_at = $2 WHERE submission_id = $1 AND superseded_at IS NULL', [work.id, now]);
    const { id: gradeId } = (await row<{ id: string }>(
      tx,
      `INSERT INTO grade (submission_id, source, points, max_points, is_passed, spread, criteria, basis, rule_version, reason, graded_by, graded_at, released_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
      [work.id, grade.source, grade.points, grade.maxPoints, grade.isPassed, grade.spread, JSON.stringify(grade.criteria), JSON.stringify(grade.basis), RULE_VERSION, grade.reason, grade.gradedBy, now, releasedAt],
    ))!;
    await this.close(tx, work.id);

    const ids = { submissionId: work.id, editionId: work.editionId, activityKey: work.activityKey, round: work.round, gradeId };
    for (const personId of work.authorIds) await record(tx, GradeGiven, { ...ids, source: grade.source }, { actorId: grade.gradedBy, personId });
    if (releasedAt) await record(tx, GradeReleased, ids, { actorId: grade.gradedBy, personId: onlyOne(work.authorIds) });
  }
}

export const onlyOne = (authorIds: readonly string[]): string | null => (authorIds.length === 1 ? authorIds[0]! : null);
