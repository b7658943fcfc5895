import { Injectable } from '@nestjs/common';
import { Database, record, rows } from '@academy/platform';
import { ClaimExpiring, ReviewsOwed } from '../reviews.facts';

const BATCH = 200;
/** Hours before a claim ends in which its holder is told, once. */
const CLAIM_NOTICE = 12;
/** Hours before and after the day they are due in which reviews owed are reminded of, and between two such reminders. */
const OWED_NOTICE = 72;
const BETWEEN = 48;
const MOST_REMINDERS = 3;

type EndingClaim = { reviewId: string; submissionId: string; editionId: string; activityKey: string; round: number; userId: string; expiresAt: Date };
type Owing = { editionId: string; activityKey: string; round: number; userId: string; enrolmentId: string; owed: number; owedBy: Date; number: number };

const ENDING = `
  UPDATE review SET reminded_at = academy_now()
  WHERE id IN (SELECT id FROM review WHERE state = 'claimed' AND reminded_at IS NULL AND expires_at > academy_now()
                 AND expires_at <= academy_now() + interval '${CLAIM_NOTICE} hours' ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id AS "reviewId", submission_id AS "submissionId", edition_id AS "editionId", activity_key AS "activityKey", round, reviewer_id AS "userId", expires_at AS "expiresAt"`;

/** Nobody is reminded of what she could not do: there is something to review, or in her hands. */
const OWING = `
  UPDATE review_duty due SET reminded_at = academy_now(), reminders = due.reminders + 1
  FROM (
    SELECT d.edition_id, d.activity_key, d.round, d.user_id FROM review_duty d JOIN enrolment e ON e.id = d.enrolment_id
    WHERE d.given + d.waived < d.to_give AND d.reminders < ${MOST_REMINDERS} AND e.state IN ('active', 'completed', 'expired')
      AND d.owed_by BETWEEN academy_now() - interval '${OWED_NOTICE} hours' AND academy_now() + interval '${OWED_NOTICE} hours'
      AND (d.reminded_at IS NULL OR d.reminded_at <= academy_now() - interval '${BETWEEN} hours')
      AND (EXISTS (SELECT FROM unnest(d.reads) AS known (language) JOIN submission s
                     ON s.edition_id = d.edition_id AND s.activity_key = d.activity_key AND s.round = d.round AND s.language = known.language AND s.is_open AND s.phase <> 'moderators'
                   WHERE NOT d.user_id = ANY (s.author_ids) AND NOT EXISTS (SELECT FROM review r WHERE r.submission_id = s.id AND r.reviewer_id = d.user_id))
        OR EXISTS (SELECT FROM review r WHERE r.edition_id = d.edition_id AND r.activity_key = d.activity_key AND r.round = d.round AND r.reviewer_id = d.user_id AND r.state = 'claimed' AND r.kind <> 'staff'))
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
