import { Injectable } from '@nestjs/common';
import { rows, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { Scores } from '../review.entities';
import type { DoneReview, GradedWork } from './grade.rows';
import { errorOf, STAFF_WEIGHT, weightFrom } from './reliability.rules';

/** Works of each reviewer that are looked at, newest first: enough to know her, and few to read. */
const WORKS = 20;
type OtherWork = { versionId: string; reviews: { reviewerId: string; scores: Scores }[] };
type Work = Pick<GradedWork, 'id' | 'editionId' | 'activityKey'>;

/** How much each reviewer's word counts, from what else she did in the same assignment. */
@Injectable()
export class Reliability {
  constructor(private readonly versions: Versions) {}

  /** Weights of a work's reviews, by review id. Her review of this very work is no evidence. */
  async weights(tx: Transaction, work: Work, reviews: readonly DoneReview[]): Promise<Map<string, number>> {
    const reviewers = reviews.filter(({ kind }) => kind !== 'staff').map(({ reviewerId }) => reviewerId);
    const errors = new Map<string, number[]>(reviewers.map((id) => [id, []]));
    for (const { reviewerId, error } of await this.onOtherWorks(tx, work, reviewers)) errors.get(reviewerId)!.push(error);
    for (const { reviewerId, agreement } of await this.onExamples(tx, work, reviewers)) errors.get(reviewerId)!.push(1 - agreement);
    return new Map(reviews.map(({ id, kind, reviewerId }) => [id, kind === 'staff' ? STAFF_WEIGHT : weightFrom(errors.get(reviewerId)!)]));
  }

  private async onOtherWorks(tx: Transaction, work: Work, reviewers: readonly string[]): Promise<{ reviewerId: string; error: number }[]> {
    if (reviewers.length === 0) return [];
    const others = await rows<OtherWork>(
      tx,
      `WITH other AS (
         SELECT DISTINCT lately.submission_id FROM unnest($1::uuid[]) AS who (id) CROSS JOIN LATERAL (
           SELECT r.submission_id FROM review r
           WHERE r.reviewer_id = who.id AND r.edition_id = $2 AND r.activity_key = $3 AND r.submission_id <> $4 AND r.state = 'done' AND NOT r.is_held
           ORDER BY r.done_at DESC, r.id LIMIT $5) AS lately)
       SELECT s.version_id AS "versionId", jsonb_agg(jsonb_build_object('reviewerId', r.reviewer_id, 'scores', r.scores) ORDER BY r.id) AS reviews
       FROM other JOIN submission s ON s.id = other.submission_id JOIN review r ON r.submission_id = s.id
       WHERE r.state = 'done' AND NOT r.is_held GROUP BY s.id`,
      [reviewers, work.editionId, work.activityKey, work.id, WORKS],
    );
    const found: { reviewerId: string; error: number }[] = [];
    for (const { versionId, reviews } of others) {
      const activity = await this.versions.activity(versionId, work.activityKey);
      if (activity?.kind !== 'assignment') continue;
      for (const own of reviews.filter(({ reviewerId }) => reviewers.includes(reviewerId))) {
        const error = errorOf(activity.rubric.criteria, own.scores, reviews.filter((review) => review !== own).map(({ scores }) => scores));
        if (error !== null) found.push({ reviewerId: own.reviewerId, error });
      }
    }
    return found;
  }

  private onExamples(tx: Transaction, work: Work, reviewers: readonly string[]): Promise<{ reviewerId: string; agreement: number }[]> {
    if (reviewers.length === 0) return Promise.resolve([]);
    return rows(
      tx,
      `SELECT e.user_id AS "reviewerId", t.agreement::float8 AS agreement FROM enrolment e JOIN training_answer t ON t.enrolment_id = e.id
       WHERE e.edition_id = $2 AND e.user_id = ANY($1::uuid[]) AND t.activity_key = $3`,
      [reviewers, work.editionId, work.activityKey],
    );
  }
}
