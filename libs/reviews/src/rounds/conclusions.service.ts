import { Injectable, Logger } from '@nestjs/common';
import { Database, record, row } from '@academy/platform';
import { Grades } from '../grading/grades.service';
import { Cases } from '../cases.service';
import { SubmissionShort } from '../reviews.facts';

/** Days after its deadline for which a work with too few reviews stays open to whoever would help. */
export const RESCUE_DAYS = 3;
/** Days within which a moderator promises to decide. */
export const MODERATE_DAYS = 7;
const BATCH = 500;

/** With two reviews, or all where fewer are wanted, a work can be graded. Source: domain.md, "No starvation". */
const ENOUGH = 's.finished >= least(2, s.wanted)';
const RESCUE_IS_OVER = `s.review_by <= academy_now() - interval '${RESCUE_DAYS} days'`;
/** A moderator took on its review and did not write it, or its reviews were taken out: it is nobody's. */
const IS_LEFT = `s.lent = 0 AND NOT EXISTS (SELECT FROM review_case c WHERE c.submission_id = s.id AND c.kind = 'short' AND c.state = 'open')`;
/** Works that something has to happen to: their time is over, and they have enough, or were not in rescue, or rescue is over too. */
const DUE = `s.state IN ('submitted', 'in-review') AND s.review_by <= academy_now() AND (s.phase <> 'moderators' OR ${IS_LEFT}) AND NOT s.is_held AND (${ENOUGH} OR s.phase = 'regular' OR ${RESCUE_IS_OVER})`;

type Due = { editionId: string; activityKey: string; round: number; isEnough: boolean; isOver: boolean; wasRegular: boolean };

/** What becomes of works whose time is over. */
@Injectable()
export class Conclusions {
  private readonly logger = new Logger(Conclusions.name);

  constructor(
    private readonly database: Database,
    private readonly grades: Grades,
    private readonly cases: Cases,
  ) {}

  /** With two reviews or more a work is graded; with fewer it stays open in rescue, then a moderator decides by a promised day. */
  async draw(): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const due = await this.database.query<{ id: string }>(`SELECT s.id FROM submission s WHERE ${DUE} AND s.id > $1 ORDER BY s.id LIMIT ${BATCH}`, [after]);
      for (const { id } of due) {
        // One work that cannot be concluded keeps no other waiting.
        await this.conclude(id).catch((error: Error) => this.logger.error(`The work ${id} could not be concluded: ${error.message}`, error.stack));
        after = id;
      }
      if (due.length < BATCH) return;
    }
  }

  private async conclude(submissionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const due = await row<Due>(
        tx,
        `SELECT s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round, ${ENOUGH} AS "isEnough", ${RESCUE_IS_OVER} AS "isOver", s.phase = 'regular' AS "wasRegular"
         FROM submission s WHERE s.id = $1 AND ${DUE} FOR UPDATE SKIP LOCKED`,
        [submissionId],
      );
      if (!due) return;
      const { isEnough, isOver, wasRegular, ...pool } = due;
      if ((isEnough || isOver) && (await this.grades.conclude(tx, submissionId)) === 'graded') return;
      if (isOver) {
        await row(tx, `UPDATE submission SET phase = 'moderators', moderate_by = academy_now() + make_interval(days => $2) WHERE id = $1`, [submissionId, MODERATE_DAYS]);
        await this.cases.raise(tx, { submissionId, reviewId: null, kind: 'short', reason: 'short', words: '', raisedBy: null, dueInDays: MODERATE_DAYS });
      } else if (wasRegular) {
        await row(tx, `UPDATE submission SET phase = 'rescue' WHERE id = $1`, [submissionId]);
        await record(tx, SubmissionShort, { ...pool, submissionId });
      }
    });
  }
}
