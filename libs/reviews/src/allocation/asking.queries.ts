import { found, row, type Transaction } from '@academy/platform';
import type { EnrolmentState } from '@academy/enrolments';
import type { Pool } from '../assignments.service';

/** Whoever asks for work in a pool, her duty row locked, so that she is lent one work at a time. */
export type Asking = Readonly<{
  userId: string;
  enrolmentState: EnrolmentState;
  toGive: number;
  given: number;
  owed: number;
  reads: string[];
  school: string | null;
  groupId: string | null;
  isTrained: boolean;
  /** Whether a work of hers is handed in. */
  hasSubmitted: boolean;
  /** Herself and her study group: whose works she never reviews. */
  ownIds: string[];
  /** Her study group, and those a work of which was lent to her. */
  seenGroups: string[];
  /** Who reviews, or reviewed, her work in this pool. */
  avoids: string[];
  openReviewId: string | null;
}>;

/** Whoever's work staff gave back has handed it in all the same. */
const HANDED_IN = `('submitted', 'in-review', 'graded', 'returned')`;

/** Parameters: enrolment, pool. Locks the duty; what the person reads, her school and her group are as of now. */
const COME = `
  INSERT INTO review_duty AS d (edition_id, activity_key, round, user_id, enrolment_id, to_give, reads, school, group_id, last_asked_at)
  SELECT $2, $3, $4, e.user_id, e.id, 0, CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END, lower(nullif(trim(u.school), '')), m.group_id, academy_now()
  FROM enrolment e JOIN users u ON u.id = e.user_id LEFT JOIN study_group_member m ON m.enrolment_id = e.id WHERE e.id = $1
  ON CONFLICT (edition_id, activity_key, round, user_id)
  DO UPDATE SET reads = excluded.reads, school = excluded.school, group_id = excluded.group_id, last_asked_at = excluded.last_asked_at`;

/** A statement of its own: one that waited for the duty would see the reviews as they were before it waited. */
const ASK = `
  SELECT d.user_id AS "userId", e.state AS "enrolmentState", d.to_give AS "toGive", d.given, greatest(d.to_give - d.given - d.waived, 0) AS owed, d.reads, d.school, d.group_id AS "groupId",
    EXISTS (SELECT FROM review_duty t WHERE t.enrolment_id = $1 AND t.activity_key = $3 AND t.trained_at IS NOT NULL) AS "isTrained",
    EXISTS (SELECT FROM submission_author a JOIN submission s ON s.id = a.submission_id
            WHERE a.enrolment_id = $1 AND a.activity_key = $3 AND s.edition_id = $2 AND s.state IN ${HANDED_IN}) AS "hasSubmitted",
    ARRAY(SELECT o.user_id FROM study_group_member m JOIN enrolment o ON o.id = m.enrolment_id WHERE m.group_id = d.group_id) || d.user_id AS "ownIds",
    array_remove(ARRAY(SELECT s.group_id FROM review r JOIN submission s ON s.id = r.submission_id
                       WHERE r.reviewer_id = d.user_id AND r.edition_id = $2 AND r.activity_key = $3 AND s.group_id IS NOT NULL) || d.group_id, NULL) AS "seenGroups",
    ARRAY(SELECT r.reviewer_id FROM submission_author a JOIN review r ON r.submission_id = a.submission_id
          WHERE a.enrolment_id = $1 AND a.activity_key = $3 AND a.round = $4 AND r.state IN ('claimed', 'done')) AS avoids,
    (SELECT r.id FROM review r WHERE r.edition_id = $2 AND r.activity_key = $3 AND r.round = $4 AND r.reviewer_id = d.user_id AND r.state = 'claimed' AND r.kind <> 'staff') AS "openReviewId"
  FROM enrolment e JOIN review_duty d ON d.edition_id = $2 AND d.activity_key = $3 AND d.round = $4 AND d.user_id = e.user_id WHERE e.id = $1`;

/** Throws NotFound. */
export async function ask(tx: Transaction, enrolmentId: string, pool: Pool): Promise<Asking> {
  const key = [enrolmentId, pool.editionId, pool.activityKey, pool.round];
  await row(tx, COME, key);
  return found(await row<Asking>(tx, ASK, key), 'enrolment');
}
