import { Injectable } from '@nestjs/common';
import { Database, record, rows } from '@academy/platform';
import { ClaimExpiring, ReviewsOwed } from '../reviews.facts';
import { endsSoon, owesNow } from './nudges.terms';

const BATCH = 200;

type EndingClaim = { reviewId: string; submissionId: string; editionId: string; activityKey: string; round: number; userId: string; expiresAt: Date };
type Owing = { editionId: string; activityKey: string; round: number; userId: string; enrolmentId: string; owed: number; owedBy: Date; number: number };

const ENDING = `
  UPDATE review SET reminded_at = academy_now()
  WHERE id IN (SELECT v.id FROM review v WHERE ${endsSoon('v')} ORDER BY v.expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id AS "reviewId", submission_id AS "submissionId", edition_id AS "editionId", activity_key AS "activityKey", round, reviewer_id AS "userId", expires_at AS "expiresAt"`;

const OWING = `
  UPDATE review_duty due SET reminded_at = academy_now(), reminders = due.reminders + 1
  FROM (
    SELECT d.edition_id, d.activity_key, d.round, d.user_id FROM review_duty d JOIN enrolment e ON e.id = d.enrolment_id
    WHERE ${owesNow('d', 'e')}
    ORDER BY d.owed_by LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED
  ) AS owing
  WHERE due.edition_id = owing.edition_id AND due.activity_key = owing.activity_key AND due.round = owing.round AND due.user_id = owing.user_id
  RETURNING due.edition_id AS "editionId", due.activity_key AS "activityKey", due.round, due.user_id AS "userId", due.enrolment_id AS "enrolmentId",
    due.to_give - due.given - due.waived AS owed, due.owed_by AS "owedBy", due.reminders AS number`;

/** Whom to remind: facts, from which mails and notifications are made. */
@Injectable()
export class Nudges {
  constructor(private readonly database: Database) {}

  /** Those whose claim ends soon, once a claim. */
  async claimsThatEnd(): Promise<void> {
    await this.inBatches(ENDING, async (tx, { expiresAt, ...claim }: EndingClaim) => {
      await record(tx, ClaimExpiring, { ...claim, expiresAt: expiresAt.toISOString() }, { personId: claim.userId });
    });
  }

  /** Those who owe reviews that are due. */
  async whoOwes(): Promise<void> {
    await this.inBatches(OWING, async (tx, { owedBy, ...owing }: Owing) => {
      await record(tx, ReviewsOwed, { ...owing, owedBy: owedBy.toISOString() }, { personId: owing.userId });
    });
  }

  private async inBatches<Row>(sql: string, tell: (tx: Parameters<typeof rows>[0], row: Row) => Promise<void>): Promise<void> {
    const once = () =>
      this.database.transaction(async (tx) => {
        const found = await rows<Row>(tx, sql);
        for (const row of found) await tell(tx, row);
        return found.length;
      });
    while ((await once()) === BATCH);
  }
}
