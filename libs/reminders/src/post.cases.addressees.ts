import { type MailRecipient, row, rows, type Transaction } from '@academy/platform';

export type Told = MailRecipient & { userId: string; address: string };
/** A case with where it lies, as mails name it. */
export type MailedCase = Readonly<{
  caseId: string;
  spaceId: string;
  courseId: string;
  editionId: string | null;
  place: string;
  threadId: string;
  title: string;
  personId: string;
  source: string;
  state: 'open' | 'decided';
  decision: string | null;
  decidedBy: string | null;
  note: string | null;
  until: Date | null;
  outcome: string | null;
  appealNote: string | null;
}>;

export const caseOf = (tx: Transaction, caseId: string): Promise<MailedCase | null> =>
  row<MailedCase>(
    tx,
    `SELECT k.id AS "caseId", k.space_id AS "spaceId", k.course_id AS "courseId", k.edition_id AS "editionId", coalesce(d.name, c.title) AS place, t.id AS "threadId", t.title, k.person_id AS "personId", k.source, k.state,
            k.decision, k.decided_by AS "decidedBy", k.note, k.mute_until AS until, k.appeal_outcome AS outcome, k.appeal_note AS "appealNote"
     FROM post_case k JOIN post p ON p.id = k.post_id JOIN thread t ON t.id = p.thread_id JOIN course c ON c.id = k.course_id LEFT JOIN edition d ON d.id = k.edition_id WHERE k.id = $1`,
    [caseId],
  );

const TOLD = `SELECT DISTINCT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone" FROM users u`;

export const person = (tx: Transaction, userId: string): Promise<Told[]> => rows<Told>(tx, `${TOLD} WHERE u.id = $1`, [userId]);

export const reportersOf = (tx: Transaction, caseId: string): Promise<Told[]> => rows<Told>(tx, `${TOLD} JOIN post_report r ON r.reporter_id = u.id WHERE r.case_id = $1 ORDER BY u.id`, [caseId]);

/** Who moderates where a case lies: the edition's team, coordinators of its course among alumni, and moderators of the course and of the whole Academy. Not whom it is about, nor who opened it and so knows. */
export const moderatorsOf = (tx: Transaction, { editionId, courseId, personId }: MailedCase, openedBy: string | null): Promise<Told[]> =>
  rows<Told>(
    tx,
    `${TOLD} JOIN role_grant g ON g.user_id = u.id
     WHERE u.id <> $3 AND u.id IS DISTINCT FROM $4 AND ((g.scope = 'edition' AND g.scope_id = $1::text AND g.role IN ('coordinator', 'moderator'))
       OR (g.role = 'moderator' AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = $2::text)))
       OR ($1::text IS NULL AND g.role = 'coordinator' AND g.scope = 'course' AND g.scope_id = $2::text)) ORDER BY u.id`,
    [editionId, courseId, personId, openedBy],
  );

/**
 * Who is asked to answer an appeal: the nearest coordinators (of the edition, else of its course, else of the whole
 * Academy) but whoever decided first; she alone where there is nobody else.
 */
export async function answerersOf(tx: Transaction, { editionId, courseId, personId, decidedBy }: MailedCase): Promise<Told[]> {
  const coordinators = await rows<Told & { distance: number }>(
    tx,
    `SELECT * FROM (
       SELECT DISTINCT ON (u.id) u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone", CASE g.scope WHEN 'edition' THEN 0 WHEN 'course' THEN 1 ELSE 2 END AS distance
       FROM role_grant g JOIN users u ON u.id = g.user_id
       WHERE g.role = 'coordinator' AND u.id <> $3 AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = $2::text) OR (g.scope = 'edition' AND g.scope_id = $1::text))
       ORDER BY u.id, distance) nearest ORDER BY "userId"`,
    [editionId, courseId, personId],
  );
  const others = coordinators.filter(({ userId }) => userId !== decidedBy);
  const nearest = Math.min(...others.map(({ distance }) => distance));
  return others.length === 0 ? coordinators : others.filter(({ distance }) => distance === nearest);
}
