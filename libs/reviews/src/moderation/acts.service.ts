import { Injectable } from '@nestjs/common';
import { Database, record, Refused, rows, type Transaction } from '@academy/platform';
import { ReviewsOwed, SubmissionShort } from '../reviews.facts';
import { CaseDecisions } from './decisions.service';
import { Flags } from './flags.service';
import { ReviewTermsChanged } from './moderation.facts';

/** On the works that were chosen. */
export const WORK_ACTS = ['extend', 'ask-more', 'hold', 'unhold'] as const;
/** On all of an assignment. */
export const WHOLE_ACTS = ['remind', 'invite'] as const;
export type WorkAct = Readonly<{ act: (typeof WORK_ACTS)[number]; submissionIds: readonly string[]; days: number; note: string }>;
/** `left`: what the act did not fit, or others had changed meanwhile. */
export type Acted = Readonly<{ done: number; left: number }>;
type Changed = { submissionId: string; editionId: string; activityKey: string; round: number; authorId: string | null };
type Owing = { editionId: string; activityKey: string; round: number; userId: string; enrolmentId: string; owed: number; owedBy: Date; number: number };

const CHANGED = `s.id AS "submissionId", s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round, s.author_ids[1] AS "authorId"`;
const EXTENDED = `UPDATE submission s SET review_by = greatest(s.review_by, academy_now()) + make_interval(days => $4::int)
  FROM picked WHERE s.id = picked.id AND s.state IN ('submitted', 'in-review') AND s.phase <> 'moderators' RETURNING ${CHANGED}`;
const ASKED = `UPDATE submission s SET wanted = s.wanted + 1, state = CASE WHEN s.lent + s.finished > 0 THEN 'in-review' ELSE 'submitted' END, review_by = greatest(s.review_by, academy_now() + make_interval(days => $4::int))
  FROM picked WHERE s.id = picked.id AND s.state IN ('submitted', 'in-review', 'graded') AND NOT s.is_held AND s.phase <> 'moderators' AND s.wanted < 20
    AND NOT EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.superseded_at IS NULL AND g.source = 'staff') RETURNING ${CHANGED}`;

/** What moderators do to many works of an assignment at once. Works of other assignments are left alone. */
@Injectable()
export class BoardActs {
  constructor(
    private readonly database: Database,
    private readonly flags: Flags,
    private readonly decisions: CaseDecisions,
  ) {}

  async act(editionId: string, activityKey: string, { act, submissionIds, days, note }: WorkAct, userId: string): Promise<Acted> {
    const done = act === 'hold' || act === 'unhold' ? await this.oneByOne(editionId, activityKey, act, submissionIds, note, userId) : await this.change(editionId, activityKey, act, submissionIds, days, userId);
    return { done, left: submissionIds.length - done };
  }

  /** Reminds everybody who owes reviews and was not reminded since yesterday. Answers how many. */
  remindOwing(editionId: string, activityKey: string, userId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const owing = await rows<Owing>(
        tx,
        `WITH picked AS (
           SELECT d.round, d.user_id FROM review_duty d WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.given + d.waived < d.to_give AND d.owed_by IS NOT NULL
             AND (d.reminded_at IS NULL OR d.reminded_at < academy_now() - interval '1 day') ORDER BY d.round, d.user_id FOR UPDATE)
         UPDATE review_duty d SET reminded_at = academy_now(), reminders = d.reminders + 1 FROM picked
         WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.round = picked.round AND d.user_id = picked.user_id
         RETURNING d.edition_id AS "editionId", d.activity_key AS "activityKey", d.round, d.user_id AS "userId", d.enrolment_id AS "enrolmentId",
                   d.to_give - d.given - d.waived AS owed, d.owed_by AS "owedBy", d.reminders AS number`,
        [editionId, activityKey],
      );
      for (const { owedBy, ...each } of owing) await record(tx, ReviewsOwed, { ...each, owedBy: owedBy.toISOString() }, { actorId: userId, personId: each.userId });
      return owing.length;
    });
  }

  /** Lets volunteers and helpers in now, wherever reviews are missing. Answers for how many works. */
  inviteHelp(editionId: string, activityKey: string, userId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const short = await rows<Changed>(
        tx,
        `WITH picked AS (
           SELECT s.id FROM submission s WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.is_open AND s.phase = 'regular' ORDER BY s.id FOR UPDATE)
         UPDATE submission s SET phase = 'rescue' FROM picked WHERE s.id = picked.id RETURNING ${CHANGED}`,
        [editionId, activityKey],
      );
      for (const { authorId: personId, ...work } of short) await record(tx, SubmissionShort, work, { actorId: userId, personId });
      return short.length;
    });
  }

  private change(editionId: string, activityKey: string, act: 'extend' | 'ask-more', ids: readonly string[], days: number, userId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const changed = await this.changed(tx, act === 'extend' ? EXTENDED : ASKED, [editionId, activityKey, ids, days]);
      for (const { authorId: personId, ...work } of changed) await record(tx, ReviewTermsChanged, { ...work, change: act === 'extend' ? 'extended' : 'one-more' }, { actorId: userId, personId });
      return changed.length;
    });
  }

  private changed(tx: Transaction, update: string, parameters: unknown[]): Promise<Changed[]> {
    return rows<Changed>(tx, `WITH picked AS (SELECT id FROM submission WHERE edition_id = $1 AND activity_key = $2 AND id = ANY ($3::uuid[]) ORDER BY id FOR UPDATE) ${update}`, parameters);
  }

  private async oneByOne(editionId: string, activityKey: string, act: 'hold' | 'unhold', ids: readonly string[], note: string, userId: string): Promise<number> {
    const works = await this.database.query<{ id: string; caseId: string | null }>(
      `SELECT s.id, (SELECT c.id FROM review_case c WHERE c.submission_id = s.id AND c.kind = 'flagged-submission' AND c.state = 'open') AS "caseId"
       FROM submission s WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.id = ANY ($3::uuid[]) ORDER BY s.id`,
      [editionId, activityKey, ids],
    );
    let done = 0;
    for (const { id, caseId } of works) {
      try {
        if (act === 'hold') await this.flags.flagSubmission(id, { reason: 'other', text: note }, userId);
        else if (caseId === null) continue;
        else await this.decisions.decide(caseId, { decision: 'dismiss', note }, userId);
        done++;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
    return done;
  }
}
