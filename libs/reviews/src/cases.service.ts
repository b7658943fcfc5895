import { Injectable } from '@nestjs/common';
import { record, row, type Transaction } from '@academy/platform';
import type { CaseKind } from './grade.entities';
import { CaseRaised } from './reviews.facts';

/** `words`: what whoever raised it wrote; `raisedBy`: null where the Academy did. */
export type WantedCase = Readonly<{
  submissionId: string;
  reviewId: string | null;
  kind: CaseKind;
  reason: string;
  words: string;
  raisedBy: string | null;
  dueInDays: number;
}>;

type Raised = { id: string; editionId: string; activityKey: string; round: number; personId: string | null };

/** What waits for a moderator. */
@Injectable()
export class Cases {
  /** Puts a question to the moderators, with the day (its last second, in UTC) an answer is promised for. Null: the same one is open already, or it was this work's one appeal. */
  async raise(tx: Transaction, { submissionId, reviewId, kind, reason, words, raisedBy, dueInDays }: WantedCase): Promise<string | null> {
    const raised = await row<Raised>(
      tx,
      `WITH raised AS (
         INSERT INTO review_case (edition_id, activity_key, submission_id, review_id, kind, reason, words, raised_by, raised_at, due_at)
         SELECT s.edition_id, s.activity_key, s.id, $2::uuid, $3, $4, $5, $6::uuid, academy_now(), date_trunc('day', academy_now(), 'UTC') + make_interval(days => $7::int + 1, secs => -1)
         FROM submission s WHERE s.id = $1
         ON CONFLICT DO NOTHING
         RETURNING id, edition_id, activity_key
       )
       SELECT raised.id, raised.edition_id AS "editionId", raised.activity_key AS "activityKey", s.round,
              coalesce((SELECT r.reviewer_id FROM review r WHERE r.id = $2::uuid), s.author_ids[1]) AS "personId"
       FROM raised JOIN submission s ON s.id = $1`,
      [submissionId, reviewId, kind, reason, words, raisedBy, dueInDays],
    );
    if (!raised) return null;
    const { id: caseId, personId, ...pool } = raised;
    await record(tx, CaseRaised, { ...pool, submissionId, caseId, kind }, { actorId: raisedBy, personId });
    return caseId;
  }
}
