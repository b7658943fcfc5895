import { Injectable } from '@nestjs/common';
import { Database, type MailRecipient, On, queueMail, rows } from '@academy/platform';
import { CaseDecided, GradeReleased, ReviewGiven } from '@academy/reviews';
import { outgoing } from '../reviews.addressees';
import { ReviewReceivedMail, type ReviewsReceived } from '../reviews.mails';
import { NEXT_DAY } from './informing';
import { tell, tellSql } from './telling';

const AUTHORS = `SELECT DISTINCT o.user_id AS "userId" FROM submission_author o JOIN enrolment e ON e.id = o.enrolment_id AND e.state <> 'withdrawn' WHERE o.submission_id = $1 ORDER BY 1`;

/**
 * Authors who are written to of a review ($2): not whose line of this work ($1) waits to be read, for a mail told her of it. One mail a day of the reviews at
 * most, due on the day after, so that no hour tells when somebody reviewed.
 */
const TO_WRITE_TO = `SELECT DISTINCT ON (u.id) u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone", e.id AS "enrolmentId",
    to_char(r.done_at AT TIME ZONE u.time_zone, 'YYYY-MM-DD') AS day, ${NEXT_DAY} AS "dueAt"
  FROM submission_author o JOIN enrolment e ON e.id = o.enrolment_id AND e.state <> 'withdrawn' JOIN users u ON u.id = o.user_id JOIN review r ON r.id = $2 AND r.state = 'done'
  WHERE o.submission_id = $1 AND NOT EXISTS (SELECT FROM notification n WHERE n.user_id = u.id AND n.natural_key = concat('review-received:', $1::uuid) AND n.read_at IS NULL) ORDER BY u.id, e.id`;
type Author = MailRecipient & { userId: string; address: string; enrolmentId: string; day: string; dueAt: Date };

/** One line for each work, however many review it; each further review ($2) is news again, and once. */
const TELL_OF_REVIEW = tellSql(
  'review-received',
  `SELECT DISTINCT o.user_id, concat('review-received:', $1::uuid) AS key, jsonb_build_object('submissionId', $1::uuid, 'reviews', jsonb_build_array($2::text)) AS params
   FROM submission_author o JOIN enrolment e ON e.id = o.enrolment_id AND e.state <> 'withdrawn' JOIN review r ON r.id = $2::uuid AND r.state = 'done' WHERE o.submission_id = $1::uuid`,
  `UPDATE SET read_at = NULL, created_at = excluded.created_at, params = jsonb_set(notification.params, '{reviews}', (notification.params -> 'reviews') || (excluded.params -> 'reviews'))
   WHERE NOT notification.params -> 'reviews' ? $2::text`,
);

/** What authors hear of their works: of reviews by e-mail too, of grades and appeals others write. Which reviews were told is kept in the row, to tell each once, and shown to nobody. */
@Injectable()
export class WorksNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(ReviewGiven, 'reminders.tell-of-review')
  async reviewed({ submissionId, reviewId }: { submissionId: string; reviewId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const authors = await rows<Author>(tx, TO_WRITE_TO, [submissionId, reviewId]);
      await rows(tx, TELL_OF_REVIEW, [submissionId, reviewId]);
      // What the mail says is read when it goes.
      await queueMail(tx, ReviewReceivedMail, authors.map((author) => ({ ...outgoing(author), key: `review-received:${submissionId}:${author.enrolmentId}:${author.day}`, data: { submissionId } as ReviewsReceived, dueAt: author.dueAt })));
    });
  }

  @On(GradeReleased, 'reminders.tell-of-grade')
  graded({ submissionId, gradeId }: { submissionId: string; gradeId: string }): Promise<void> {
    return this.tellAuthors('grade-released', submissionId, `grade-released:${gradeId}`, { submissionId, gradeId });
  }

  @On(CaseDecided, 'reminders.tell-of-appealed-work')
  async decided({ caseId, submissionId, kind }: { caseId: string; submissionId: string; kind: string }): Promise<void> {
    if (kind === 'appeal') await this.tellAuthors('appeal-decided', submissionId, `appeal-decided:${caseId}`, { submissionId });
  }

  private async tellAuthors(kind: 'grade-released' | 'appeal-decided', submissionId: string, key: string, params: Record<string, string>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const authors = await rows<{ userId: string }>(tx, AUTHORS, [submissionId]);
      await tell(tx, kind, authors.map(({ userId }) => ({ userId, key, params })));
    });
  }
}
