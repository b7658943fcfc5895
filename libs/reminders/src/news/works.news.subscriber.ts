import { Injectable } from '@nestjs/common';
import { Database, On, rows } from '@academy/platform';
import { CaseDecided, GradeReleased, ReviewGiven } from '@academy/reviews';
import { tell, tellSql } from './telling';

const AUTHORS = `SELECT DISTINCT o.user_id AS "userId" FROM submission_author o JOIN enrolment e ON e.id = o.enrolment_id AND e.state <> 'withdrawn' WHERE o.submission_id = $1 ORDER BY 1`;

/** One line for each work, however many review it; each further review ($2) is news again, and once. */
const TELL_OF_REVIEW = tellSql(
  'review-received',
  `SELECT DISTINCT o.user_id, concat('review-received:', $1::uuid) AS key, jsonb_build_object('submissionId', $1::uuid, 'reviews', jsonb_build_array($2::text)) AS params
   FROM submission_author o JOIN enrolment e ON e.id = o.enrolment_id AND e.state <> 'withdrawn' JOIN review r ON r.id = $2::uuid AND r.state = 'done' WHERE o.submission_id = $1::uuid`,
  `UPDATE SET read_at = NULL, created_at = excluded.created_at, params = jsonb_set(notification.params, '{reviews}', (notification.params -> 'reviews') || (excluded.params -> 'reviews'))
   WHERE NOT notification.params -> 'reviews' ? $2::text`,
);

/** What authors hear of their works in the Academy itself. Which reviews were told is kept in the row, to tell each once, and shown to nobody. */
@Injectable()
export class WorksNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(ReviewGiven, 'reminders.tell-of-review')
  async reviewed({ submissionId, reviewId }: { submissionId: string; reviewId: string }): Promise<void> {
    await this.database.query(TELL_OF_REVIEW, [submissionId, reviewId]);
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
