import { found, row, rows, type Transaction } from '@academy/platform';
import type { Assignment } from '../assignments.service';
import { Submission } from '../submission.entity';

/** Who writes a work together, by their enrolments. */
export type Author = Readonly<{ enrolmentId: string; userId: string; school: string | null; groupId: string | null }>;
export type FoundWork = Readonly<{ id: string; round: number }>;

const WORK = 'SELECT s.id, s.round FROM submission s';

/**
 * The newest work of an enrolment, or null. Where study groups hand in one work, a member who joined later finds
 * the one that her group still writes.
 */
export async function findWork(tx: Transaction, assignment: Assignment, enrolmentId: string): Promise<FoundWork | null> {
  const own = await row<FoundWork>(tx, `${WORK} JOIN submission_author a ON a.submission_id = s.id WHERE a.enrolment_id = $1 AND a.activity_key = $2 ORDER BY s.round DESC LIMIT 1`, [
    enrolmentId,
    assignment.activityKey,
  ]);
  if (own || !assignment.activity.groupWork) return own;
  return row<FoundWork>(
    tx,
    `${WORK} JOIN study_group_member m ON m.group_id = s.group_id
     WHERE m.enrolment_id = $1 AND s.edition_id = $2 AND s.activity_key = $3 AND s.state IN ('draft', 'withdrawn', 'returned') ORDER BY s.round DESC, s.created_at LIMIT 1`,
    [enrolmentId, assignment.editionId, assignment.activityKey],
  );
}

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
