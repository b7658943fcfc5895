import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, refuseIf, row } from '@academy/platform';
import { ReviewRated } from '../reviews.facts';
import { type Feedback, whyNotRate } from './feedback.rules';

type RatedReview = { submissionId: string; editionId: string; activityKey: string; round: number; reviewerId: string; reply: string | null; isReleased: boolean };

/** What authors say about the reviews that they got. */
@Injectable()
export class ReviewFeedback {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Her rating may change, a reply is given once. Refuses `not-released` and `already-replied`. */
  async rate(reviewId: string, { helpful, reply }: Feedback, authorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const review = await row<RatedReview>(
        tx,
        `SELECT r.submission_id AS "submissionId", r.edition_id AS "editionId", r.activity_key AS "activityKey", r.round, r.reviewer_id AS "reviewerId", r.reply,
                EXISTS (SELECT FROM grade g WHERE g.submission_id = r.submission_id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL) AND NOT r.is_held AS "isReleased"
         FROM review r WHERE r.id = $1 AND r.state = 'done' FOR UPDATE`,
        [reviewId],
      );
      const { reviewerId, reply: before, isReleased, ...work } = found(review, 'review');
      refuseIf(whyNotRate({ isReleased, hasReply: before !== null }, reply));
      await row(
        tx,
        `UPDATE review SET helpful = $2, rated_at = $4, reply = coalesce($3, reply), replied_at = CASE WHEN $3::text IS NULL THEN replied_at ELSE $4 END WHERE id = $1`,
        [reviewId, helpful, reply ?? null, this.clock.now()],
      );
      await record(tx, ReviewRated, { ...work, reviewId }, { actorId: authorId, personId: reviewerId });
    });
  }
}
