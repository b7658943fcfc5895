import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { ReviewReceivedMail, type Work } from '../reviews.mails';

type Found = Work & { count: number; isGraded: boolean; isRead: boolean };

/** What mails about reviews received say, looked up when they are sent. */
@Injectable()
export class ReviewLetters {
  constructor(private readonly database: Database) {}

  /** Why a mail must not go out any more: its reader takes no part, has read of it in the Academy, or has the grade, with which she was written to. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== ReviewReceivedMail.kind) return null;
    const found = await this.find(mail);
    if (!found) return 'no-part-any-more';
    return found.count === 0 || found.isGraded || found.isRead ? 'no-news-any-more' : null;
  }

  async latest(mail: PendingMail): Promise<(Work & { count: number }) | null> {
    if (mail.kind !== ReviewReceivedMail.kind) return null;
    const found = await this.find(mail);
    if (!found) throw new Error(`What the mail ${mail.id} is about is gone.`);
    const { isGraded: _graded, isRead: _read, ...letter } = found;
    return letter;
  }

  private find({ userId, data }: PendingMail): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT e.id AS "enrolmentId", s.activity_key AS "activityKey", v.activity ->> 'title' AS title, c.title AS course, d.name AS edition, s.finished AS count,
              EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.released_at IS NOT NULL) AS "isGraded",
              EXISTS (SELECT FROM notification n WHERE n.user_id = $2 AND n.natural_key = concat('review-received:', s.id) AND n.read_at IS NOT NULL) AS "isRead"
       FROM submission s JOIN submission_author o ON o.submission_id = s.id JOIN enrolment e ON e.id = o.enrolment_id AND e.user_id = $2 AND e.state <> 'withdrawn'
         JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id JOIN version_activity v ON v.version_id = d.version_id AND v.key = s.activity_key
       WHERE s.id = $1 LIMIT 1`,
      [data['submissionId'], userId],
    );
  }
}
