import { found, row, rows, type Transaction } from '@academy/platform';
import type { Assignment } from '../assignments.service';
import { Submission } from '../submission.entity';

/** Who writes a work together, by their enrolments. */
export type Author = Readonly<{ enrolmentId: string; userId: string; school: string | null; groupId: string | null }>;
export type FoundWork = Readonly<{ id: string; round: number }>;

/**
 * The newest work of an enrolment `e` in its edition `d`, for the assignment `$2`. Where study groups hand in one work,
 * a member who joined later finds the one that her group still writes.
 */
export const NEWEST_WORK = `SELECT w.id, w.round FROM (
    SELECT s.id, s.round, s.created_at, true AS is_own FROM submission_author a JOIN submission s ON s.id = a.submission_id WHERE a.enrolment_id = e.id AND a.activity_key = $2
    UNION ALL
    SELECT s.id, s.round, s.created_at, false FROM study_group_member m JOIN submission s ON s.group_id = m.group_id AND s.edition_id = d.id AND s.activity_key = $2
      JOIN version_activity v ON v.version_id = d.version_id AND v.key = $2 AND (v.activity ->> 'groupWork')::boolean
    WHERE m.enrolment_id = e.id AND s.state IN ('draft', 'withdrawn', 'returned')
  ) w ORDER BY w.is_own DESC, w.round DESC, w.created_at LIMIT 1`;

/** The newest work of an enrolment, or null. */
export const findWork = (tx: Transaction, { activityKey }: Assignment, enrolmentId: string): Promise<FoundWork | null> =>
  row<FoundWork>(tx, `SELECT newest.* FROM enrolment e JOIN edition d ON d.id = e.edition_id CROSS JOIN LATERAL (${NEWEST_WORK}) newest WHERE e.id = $1`, [enrolmentId, activityKey]);

/** The same, locked until the transaction ends. */
export async function lockWork(tx: Transaction, assignment: Assignment, enrolmentId: string): Promise<Submission | null> {
  const work = await findWork(tx, assignment, enrolmentId);
  return work && found(await tx.findOne(Submission, { where: { id: work.id }, lock: { mode: 'pessimistic_write' } }), 'submission');
}

/** Who belongs to a work that this enrolment begins: herself, or where it is a group's, all who take part in her study group. In order of their enrolments. */
export function authorsOf(tx: Transaction, assignment: Assignment, enrolmentId: string): Promise<Author[]> {
  return rows<Author>(
    tx,
    `SELECT e.id AS "enrolmentId", e.user_id AS "userId", nullif(lower(trim(u.school)), '') AS school, mine.group_id AS "groupId"
     FROM (SELECT $1::uuid AS id, (SELECT group_id FROM study_group_member WHERE enrolment_id = $1) AS group_id) mine
     JOIN enrolment e ON e.id = mine.id OR ($2 AND e.state IN ('active', 'completed')
                         AND e.id IN (SELECT m.enrolment_id FROM study_group_member m WHERE m.group_id = mine.group_id))
     JOIN users u ON u.id = e.user_id ORDER BY e.id`,
    [enrolmentId, assignment.activity.groupWork],
  );
}

/** Writes down who writes a work. Whoever has a work of her own in this round keeps that instead. Answers those who write this one. */
export async function joinAuthors(tx: Transaction, work: Pick<Submission, 'id' | 'activityKey' | 'round'>, authors: readonly Author[]): Promise<Author[]> {
  const enrolments = authors.map(({ enrolmentId }) => enrolmentId);
  await rows(
    tx,
    `INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id)
     SELECT e.id, $2, $3, $4, e.user_id FROM enrolment e WHERE e.id = ANY ($1::uuid[]) ORDER BY e.id ON CONFLICT DO NOTHING`,
    [enrolments, work.activityKey, work.round, work.id],
  );
  return rows<Author>(
    tx,
    `SELECT a.enrolment_id AS "enrolmentId", a.user_id AS "userId", nullif(lower(trim(u.school)), '') AS school, m.group_id AS "groupId"
     FROM submission_author a JOIN users u ON u.id = a.user_id LEFT JOIN study_group_member m ON m.enrolment_id = a.enrolment_id
     WHERE a.submission_id = $1 ORDER BY a.enrolment_id`,
    [work.id],
  );
}

/** What lending reads of its authors. A work that several write stays their group's when one of them has left it. */
export const authorColumns = (authors: readonly Author[], enrolmentId: string, groupId: string | null) => ({
  authorIds: authors.map(({ userId }) => userId),
  authorSchools: [...new Set(authors.flatMap(({ school }) => school ?? []))],
  groupId: authors.find((author) => author.enrolmentId === enrolmentId)?.groupId ?? (authors.length > 1 ? groupId : null),
});
