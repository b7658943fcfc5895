import { Injectable } from '@nestjs/common';
import { row, type Transaction } from '@academy/platform';
import { ProgressKeeper } from '@academy/learning';

/** Completion by peer review: passed, and the reviews owed given. */
@Injectable()
export class ReviewStanding {
  constructor(private readonly progress: ProgressKeeper) {}

  /**
   * Writes down that an enrolment met the rule `reviewed`, where it has: one of its works has a released grade that is
   * passed, and every round it submitted to has got the reviews that it owes. Run it whenever either may have changed.
   * The enrolment is locked before it looks: where both change at once, whoever comes second sees what the first did.
   */
  async settle(tx: Transaction, enrolmentId: string, activityKey: string): Promise<void> {
    const learner = await this.progress.lock(tx, enrolmentId);
    const standing = await row<{ hasPassed: boolean; owes: boolean }>(
      tx,
      `SELECT EXISTS (SELECT FROM submission_author a JOIN grade g ON g.submission_id = a.submission_id AND g.superseded_at IS NULL
                      WHERE a.enrolment_id = $1 AND a.activity_key = $2 AND g.is_passed AND g.released_at IS NOT NULL) AS "hasPassed",
              EXISTS (SELECT FROM review_duty d WHERE d.enrolment_id = $1 AND d.activity_key = $2 AND d.given + d.waived < d.to_give) AS owes`,
      [enrolmentId, activityKey],
    );
    if (!standing?.hasPassed || standing.owes) return;
    await this.progress.credit(tx, learner, activityKey, 'reviewed');
  }
}
