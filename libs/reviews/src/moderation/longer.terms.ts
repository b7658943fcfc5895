import { Injectable } from '@nestjs/common';
import { found, record, refuseIf, row, type Transaction } from '@academy/platform';
import type { SubmissionState } from '../submission.entity';
import { ReviewTermsChanged } from './moderation.facts';

/** Days that a work gets where a moderator names none. */
const MORE_DAYS = 7;

type Work = { editionId: string; activityKey: string; round: number; state: SubmissionState; authorId: string | null };

/** A work goes into the pool again, where volunteers may help: by a moderator's word on a case. */
@Injectable()
export class LongerTerms {
  /**
   * One review more than there are or are being written. A grade of reviews stands until that changes it; one that staff gave
   * makes way, since no review would. Refuses `not-submitted`.
   */
  async oneMore(tx: Transaction, submissionId: string, userId: string): Promise<void> {
    const work = await this.lock(tx, submissionId);
    refuseIf(isThere(work) ? null : 'not-submitted', { state: work.state });
    await row(tx, `UPDATE grade SET superseded_at = academy_now() WHERE submission_id = $1 AND superseded_at IS NULL AND source = 'staff'`, [submissionId]);
    await row(tx, 'UPDATE submission SET wanted = greatest(wanted, finished + lent + 1) WHERE id = $1', [submissionId]);
    await this.open(tx, submissionId, work, MORE_DAYS, 'one-more', userId);
  }

  /** So many days from now. Refuses `not-submitted`, `already-graded`. */
  async extend(tx: Transaction, submissionId: string, days: number | undefined, userId: string): Promise<void> {
    const work = await this.lock(tx, submissionId);
    refuseIf(work.state === 'graded' ? 'already-graded' : isThere(work) ? null : 'not-submitted', { state: work.state });
    await this.open(tx, submissionId, work, days ?? MORE_DAYS, 'extended', userId);
  }

  private async open(tx: Transaction, submissionId: string, { state: _, authorId: personId, ...pool }: Work, days: number, change: 'one-more' | 'extended', userId: string): Promise<void> {
    await row(
      tx,
      `UPDATE submission SET phase = 'rescue', moderate_by = NULL, state = CASE WHEN lent + finished > 0 THEN 'in-review' ELSE 'submitted' END,
              review_by = greatest(review_by, academy_now() + make_interval(days => $2::int)) WHERE id = $1`,
      [submissionId, days],
    );
    await record(tx, ReviewTermsChanged, { ...pool, submissionId, change }, { actorId: userId, personId });
  }

  private async lock(tx: Transaction, submissionId: string): Promise<Work> {
    const sql = 'SELECT edition_id AS "editionId", activity_key AS "activityKey", round, state, author_ids[1] AS "authorId" FROM submission WHERE id = $1 FOR UPDATE';
    return found(await row<Work>(tx, sql, [submissionId]), 'submission');
  }
}

const isThere = ({ state }: Work): boolean => state === 'submitted' || state === 'in-review' || state === 'graded';
