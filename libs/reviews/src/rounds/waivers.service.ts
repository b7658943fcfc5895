import { Injectable, Logger } from '@nestjs/common';
import { Database, record, row } from '@academy/platform';
import { DutyWaived } from '../reviews.facts';
import { ReviewStanding } from '../standing.service';

const BATCH = 500;

/** Works that this person could be lent now, or once a claim comes back. */
const COULD_BE_OFFERED = `
  SELECT FROM submission s
  WHERE s.edition_id = d.edition_id AND s.activity_key = d.activity_key AND s.round = d.round AND s.state IN ('submitted', 'in-review') AND s.phase <> 'moderators'
    AND NOT s.is_held AND s.finished < s.wanted AND s.language = ANY (d.reads) AND NOT d.user_id = ANY (s.author_ids) AND (s.group_id IS NULL OR s.group_id IS DISTINCT FROM d.group_id)
    AND NOT EXISTS (SELECT FROM review r WHERE r.submission_id = s.id AND r.reviewer_id = d.user_id)`;
const HAS_IN_HAND = `
  SELECT FROM review r WHERE r.edition_id = d.edition_id AND r.activity_key = d.activity_key AND r.round = d.round AND r.reviewer_id = d.user_id AND r.state = 'claimed' AND r.kind <> 'staff'`;

/**
 * Whoever asked for work, or has given some, and whose time has come while nothing is left for her. Who never came keeps
 * owing until she asks. Who withdrew owes nothing.
 */
const NOTHING_LEFT = `
  d.given + d.waived < d.to_give AND (
    EXISTS (SELECT FROM enrolment e WHERE e.id = d.enrolment_id AND e.state = 'withdrawn')
    OR d.last_asked_at IS NOT NULL AND d.owed_by <= academy_now() AND NOT EXISTS (${HAS_IN_HAND}) AND NOT EXISTS (${COULD_BE_OFFERED}))`;

type Key = { editionId: string; activityKey: string; round: number; userId: string };

/** What could not be offered is not owed. */
@Injectable()
export class Waivers {
  private readonly logger = new Logger(Waivers.name);

  constructor(
    private readonly database: Database,
    private readonly standing: ReviewStanding,
  ) {}

  /** Waives what is owed still where nothing can be offered any more. */
  async grant(): Promise<void> {
    const sql = `SELECT d.edition_id AS "editionId", d.activity_key AS "activityKey", d.round, d.user_id AS "userId" FROM review_duty d WHERE ${NOTHING_LEFT} LIMIT ${BATCH}`;
    for (let found = BATCH, failed = 0; found === BATCH && failed === 0; ) {
      const due = await this.database.query<Key>(sql);
      found = due.length;
      for (const key of due) {
        await this.waive(key).catch((error: Error) => {
          failed += 1;
          this.logger.error(`What ${key.userId} owes could not be waived: ${error.message}`, error.stack);
        });
      }
    }
  }

  private async waive({ editionId, activityKey, round, userId }: Key): Promise<void> {
    await this.database.transaction(async (tx) => {
      const waived = await row<{ enrolmentId: string; waived: number }>(
        tx,
        `UPDATE review_duty d SET waived = d.to_give - d.given
         WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.round = $3 AND d.user_id = $4 AND ${NOTHING_LEFT}
         RETURNING d.enrolment_id AS "enrolmentId", d.waived`,
        [editionId, activityKey, round, userId],
      );
      if (!waived) return;
      await record(tx, DutyWaived, { editionId, activityKey, round, userId, ...waived }, { personId: userId });
      await this.standing.settle(tx, waived.enrolmentId, activityKey);
    });
  }
}
