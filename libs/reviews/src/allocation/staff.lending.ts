import { Injectable } from '@nestjs/common';
import { brokenConstraint, Database, found, refuseIf, row, type Transaction } from '@academy/platform';
import type { ReviewState } from '../review.entities';
import { CLAIM_HOURS } from './claims.service';

/** Works lent to the staff: held ones, full ones, in any language. */
@Injectable()
export class StaffLending {
  constructor(private readonly database: Database) {}

  /** The review is theirs again when its claim went back. Refuses their own work. */
  async lend(submissionId: string, staffUserId: string): Promise<{ reviewId: string }> {
    const attempt = () => this.database.transaction((tx) => lend(tx, submissionId, staffUserId));
    try {
      return await attempt();
    } catch (error) {
      // The work was lent to the same person in that moment: the review is there now.
      if (brokenConstraint(error) !== 'review_once_uq') throw error;
      return attempt();
    }
  }
}

/** Locks the review before the work, as all do. */
async function lend(tx: Transaction, submissionId: string, staffUserId: string): Promise<{ reviewId: string }> {
  const earlier = await row<{ id: string; state: ReviewState }>(tx, 'SELECT id, state FROM review WHERE submission_id = $1 AND reviewer_id = $2 FOR UPDATE', [submissionId, staffUserId]);
  const work = found(
    await row<{ isOwn: boolean; isThere: boolean }>(
      tx,
      `SELECT $2 = ANY (author_ids) AS "isOwn", state IN ('submitted', 'in-review', 'graded') AS "isThere" FROM submission WHERE id = $1 FOR UPDATE`,
      [submissionId, staffUserId],
    ),
    'submission',
  );
  refuseIf(work.isOwn ? 'own-submission' : work.isThere ? null : 'work-taken-back');
  if (earlier && earlier.state !== 'released' && earlier.state !== 'expired') return { reviewId: earlier.id };
  const { id: reviewId } = found(earlier ? await again(tx, earlier.id) : await first(tx, submissionId, staffUserId), 'review');
  await row(tx, `UPDATE submission SET lent = lent + 1, opened_at = coalesce(opened_at, academy_now()), state = CASE state WHEN 'submitted' THEN 'in-review' ELSE state END WHERE id = $1`, [submissionId]);
  return { reviewId };
}

const EXPIRES = `academy_now() + interval '${CLAIM_HOURS} hours'`;

const first = (tx: Transaction, submissionId: string, staffUserId: string) =>
  row<{ id: string }>(
    tx,
    `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, kind, expires_at)
     SELECT s.id, s.edition_id, s.activity_key, s.round, $2, 'staff', ${EXPIRES} FROM submission s WHERE s.id = $1 RETURNING id`,
    [submissionId, staffUserId],
  );

const again = (tx: Transaction, reviewId: string) =>
  row<{ id: string }>(
    tx,
    `UPDATE review SET state = 'claimed', kind = 'staff', claimed_at = academy_now(), expires_at = ${EXPIRES}, reminded_at = NULL WHERE id = $1 RETURNING id`,
    [reviewId],
  );
