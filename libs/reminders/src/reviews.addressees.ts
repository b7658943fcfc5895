import { type MailRecipient, row, rows, type Transaction } from '@academy/platform';

/** Somebody to write to about an assignment, with the own enrolment in which they find it. */
export type Addressee = MailRecipient & { userId: string; address: string; enrolmentId: string; versionId: string; course: string; edition: string };

/** Nobody who withdrew: they cannot open what the mail is about. */
const ADDRESSEES = `SELECT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone", e.id AS "enrolmentId",
    d.version_id AS "versionId", c.title AS course, d.name AS edition
  FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id WHERE e.state <> 'withdrawn' AND`;

export const learner = (tx: Transaction, enrolmentId: string): Promise<Addressee | null> => row<Addressee>(tx, `${ADDRESSEES} e.id = $1`, [enrolmentId]);

export const authorsOf = (tx: Transaction, submissionId: string): Promise<Addressee[]> =>
  rows<Addressee>(tx, `${ADDRESSEES} e.id IN (SELECT enrolment_id FROM submission_author WHERE submission_id = $1) ORDER BY e.id`, [submissionId]);

/** Who gave, or was lent, a review as a participant; null for staff. */
export const reviewerOf = (tx: Transaction, reviewId: string): Promise<Addressee | null> =>
  row<Addressee>(tx, `${ADDRESSEES} e.id = (SELECT enrolment_id FROM review WHERE id = $1)`, [reviewId]);

/** Who may help in an edition, with their own enrolment in it, else in an earlier one of its course, else (staff) in none; and what they read. */
export type Helper = Omit<Addressee, 'enrolmentId'> & { enrolmentId: string | null; reads: string[] };
export const helperFor = (tx: Transaction, editionId: string, userId: string): Promise<Helper | null> =>
  row<Helper>(
    tx,
    `SELECT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone", own.id AS "enrolmentId",
            d.version_id AS "versionId", c.title AS course, d.name AS edition, CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END AS reads
     FROM users u JOIN edition d ON d.id = $1 JOIN course c ON c.id = d.course_id LEFT JOIN LATERAL (
       SELECT e.id FROM enrolment e JOIN edition mine ON mine.id = e.edition_id
       WHERE e.user_id = u.id AND mine.course_id = d.course_id AND e.state NOT IN ('waitlisted', 'withdrawn')
       ORDER BY (mine.id = d.id) DESC, (e.state = 'completed') DESC, e.enrolled_at DESC LIMIT 1) own ON true
     WHERE u.id = $2`,
    [editionId, userId],
  );

/** Where to a mail goes; of the addressee it keeps no more than that. */
export const outgoing = ({ userId, address, displayName, locale, timeZone }: MailRecipient & { userId: string; address: string }) => ({
  userId,
  address,
  recipient: { displayName, locale, timeZone },
});
