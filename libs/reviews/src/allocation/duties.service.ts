import { Injectable } from '@nestjs/common';
import { row, type Transaction } from '@academy/platform';
import type { Assignment, Pool } from '../assignments.service';

const DAY = 24 * 3_600_000;
/** How long somebody has for the reviews that she owes, when her work is late or the edition sets no date. Source: REVIEW_DAYS of the authors. */
export const OWED_DAYS = 7;

/** When reviews owed are due: by the edition's date, and never sooner than a week after the own work was handed in late. */
export function owedBy(reviewBy: Date | null, submitBy: Date | null, submittedAt: Date): Date {
  const own = new Date(submittedAt.getTime() + OWED_DAYS * DAY);
  if (reviewBy === null) return own;
  return submitBy !== null && submittedAt <= submitBy ? reviewBy : new Date(Math.max(own.getTime(), reviewBy.getTime()));
}

/** What each author owes a pool. */
@Injectable()
export class Duties {
  /** Opens what an author owes, once her work is handed in; doing so again changes nothing. Reviews that she gave before count. */
  async open(tx: Transaction, assignment: Assignment, pool: Pool, author: { userId: string; enrolmentId: string }, submittedAt: Date): Promise<void> {
    await row(
      tx,
      `INSERT INTO review_duty AS d (edition_id, activity_key, round, user_id, enrolment_id, to_give, reads, school, group_id, owed_by)
       SELECT $1, $2, $3, u.id, $5, $6, CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END, lower(u.school),
              (SELECT m.group_id FROM study_group_member m WHERE m.enrolment_id = $5), $7
       FROM users u WHERE u.id = $4
       ON CONFLICT (edition_id, activity_key, round, user_id) DO UPDATE SET to_give = excluded.to_give, enrolment_id = excluded.enrolment_id, owed_by = excluded.owed_by
       WHERE d.to_give < excluded.to_give`,
      [
        pool.editionId,
        pool.activityKey,
        pool.round,
        author.userId,
        author.enrolmentId,
        assignment.activity.reviewsToGive,
        owedBy(assignment.reviewBy, assignment.submitBy, submittedAt),
      ],
    );
  }

  /** Takes back what an author owes, when her work is taken back or returned before anybody counted on it. What she has given stays. */
  async close(tx: Transaction, pool: Pool, userId: string): Promise<void> {
    await row(tx, 'UPDATE review_duty SET to_give = 0, owed_by = NULL WHERE edition_id = $1 AND activity_key = $2 AND round = $3 AND user_id = $4', [
      pool.editionId,
      pool.activityKey,
      pool.round,
      userId,
    ]);
  }
}
