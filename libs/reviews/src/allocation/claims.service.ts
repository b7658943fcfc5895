import { Injectable } from '@nestjs/common';
import { found, record, Refused, row, rows, type Transaction } from '@academy/platform';
import { ClaimExpired } from '../reviews.facts';
import type { ReviewState } from '../review.entities';

/** How long a work is lent for. Source: domain of the issue, "claims of 48 h". */
export const CLAIM_HOURS = 48;
/** What is left at least after a save. */
export const WRITING_HOURS = 24;

type Claim = { submissionId: string; state: ReviewState; expiresAt: Date };

/**
 * The one home of the counters: a work's `finished` and `lent`, a person's `given`. Each method locks the review, then
 * the duty, then the work, and does nothing when it was done before.
 */
@Injectable()
export class Claims {
  /**
   * A review is done: it counts for its work and for its giver. One whose claim went back in the meantime still counts
   * while there is room for it, so that at most one goes beyond what is wanted; else refuses `claim-expired`. Answers the enrolment
   * that owes one less now, or null: she who owes may have given it as staff.
   */
  async finish(tx: Transaction, reviewId: string): Promise<string | null> {
    const claim = await this.lock(tx, reviewId);
    if (claim.state === 'done') return null;
    if (claim.state === 'removed') throw new Refused('review-removed');

    await row(tx, `UPDATE review SET state = 'done', done_at = academy_now() WHERE id = $1`, [reviewId]);
    const duty = await row<{ enrolmentId: string }>(
      tx,
      `UPDATE review_duty d SET given = d.given + 1 FROM review r
       WHERE r.id = $1 AND d.edition_id = r.edition_id AND d.activity_key = r.activity_key AND d.round = r.round AND d.user_id = r.reviewer_id
       RETURNING d.enrolment_id AS "enrolmentId"`,
      [reviewId],
    );
    const counted = await row(
      tx,
      claim.state === 'claimed'
        ? 'UPDATE submission SET finished = finished + 1, lent = lent - 1 WHERE id = $1 RETURNING id'
        : `UPDATE submission SET finished = finished + 1 WHERE id = $1 AND finished + lent <= wanted AND state IN ('submitted', 'in-review', 'graded') RETURNING id`,
      [claim.submissionId],
    );
    if (counted === null) throw new Refused('claim-expired');
    return duty?.enrolmentId ?? null;
  }

  /** A live claim goes back to the pool; what was typed stays with the review. */
  async giveBack(tx: Transaction, reviewId: string, as: 'released' | 'expired'): Promise<void> {
    const claim = await this.lock(tx, reviewId);
    if (claim.state !== 'claimed') return;
    await row(tx, 'UPDATE review SET state = $2 WHERE id = $1', [reviewId, as]);
    await row(tx, 'UPDATE submission SET lent = lent - 1 WHERE id = $1', [claim.submissionId]);
  }

  /** A review that is done counts no longer for its work; whoever gave it has given it. */
  async remove(tx: Transaction, reviewId: string): Promise<void> {
    const claim = await this.lock(tx, reviewId);
    if (claim.state !== 'done') return;
    await row(tx, `UPDATE review SET state = 'removed' WHERE id = $1`, [reviewId]);
    await row(tx, 'UPDATE submission SET finished = finished - 1 WHERE id = $1', [claim.submissionId]);
  }

  /** A removed review counts again. */
  async reopen(tx: Transaction, reviewId: string): Promise<void> {
    const claim = await this.lock(tx, reviewId);
    if (claim.state !== 'removed') return;
    await row(tx, `UPDATE review SET state = 'done' WHERE id = $1`, [reviewId]);
    await row(tx, 'UPDATE submission SET finished = finished + 1 WHERE id = $1', [claim.submissionId]);
  }

  /** While she writes, a claim lives for a day more at least. Answers when it ends; one that has ended stays so. */
  async extend(tx: Transaction, reviewId: string): Promise<Date> {
    const extended = await row<{ expiresAt: Date }>(
      tx,
      `UPDATE review SET expires_at = CASE WHEN state = 'claimed' THEN greatest(expires_at, academy_now() + make_interval(hours => $2)) ELSE expires_at END
       WHERE id = $1 RETURNING expires_at AS "expiresAt"`,
      [reviewId, WRITING_HOURS],
    );
    return found(extended, 'review').expiresAt;
  }

  /** Claims whose time is over go back, so many at once; those that somebody is at work on are left to the next time. Answers how many. */
  async expireDue(tx: Transaction, most: number): Promise<number> {
    const due = await rows<{ reviewId: string; submissionId: string; editionId: string; activityKey: string; round: number; userId: string }>(
      tx,
      `UPDATE review SET state = 'expired'
       WHERE id IN (SELECT id FROM review WHERE state = 'claimed' AND expires_at <= academy_now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id AS "reviewId", submission_id AS "submissionId", edition_id AS "editionId", activity_key AS "activityKey", round, reviewer_id AS "userId"`,
      [most],
    );
    if (due.length === 0) return 0;
    const works = due.map(({ submissionId }) => submissionId);
    await rows(tx, 'SELECT FROM submission WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [works]);
    await rows(tx, 'UPDATE submission s SET lent = lent - back.claims FROM (SELECT id, count(*) AS claims FROM unnest($1::uuid[]) AS id GROUP BY id) AS back WHERE s.id = back.id', [works]);
    for (const claim of due) await record(tx, ClaimExpired, claim, { personId: claim.userId });
    return due.length;
  }

  private async lock(tx: Transaction, reviewId: string): Promise<Claim> {
    const claim = await row<Claim>(tx, 'SELECT submission_id AS "submissionId", state, expires_at AS "expiresAt" FROM review WHERE id = $1 FOR UPDATE', [reviewId]);
    return found(claim, 'review');
  }
}
