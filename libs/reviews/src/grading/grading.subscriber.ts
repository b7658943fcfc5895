import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { GradeReleased, SubmissionTakenBack } from '../reviews.facts';
import { ReviewStanding } from '../standing.service';

/** What follows for the authors of a work once they may see its grade, or owe no more for it because they took it back. */
@Injectable()
export class GradingSubscriber {
  constructor(
    private readonly database: Database,
    private readonly standing: ReviewStanding,
  ) {}

  /** A transaction for each author: one enrolment is locked at a time, and none by whoever reviewed. */
  @On(GradeReleased, 'reviews.settle-authors')
  @On(SubmissionTakenBack, 'reviews.settle-taken-back')
  async settle({ submissionId, activityKey }: { submissionId: string; activityKey: string }): Promise<void> {
    const authors = await this.database.query<{ enrolmentId: string }>(
      'SELECT enrolment_id AS "enrolmentId" FROM submission_author WHERE submission_id = $1 ORDER BY enrolment_id',
      [submissionId],
    );
    for (const { enrolmentId } of authors) await this.database.transaction((tx) => this.standing.settle(tx, enrolmentId, activityKey));
  }
}
