import { Injectable } from '@nestjs/common';
import { Clock, Database, refuseIf, row } from '@academy/platform';
import { Assignments } from '../assignments.service';
import { ask } from './asking.queries';
import { whyNotReview } from './lending.rules';

/** Who offers to do more than she owes. */
@Injectable()
export class Offers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** For the rounds of an assignment that she takes part in. */
  async volunteer(enrolmentId: string, activityKey: string): Promise<void> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    await this.database.transaction(async (tx) => {
      const asking = await ask(tx, enrolmentId, { editionId: assignment.editionId, activityKey, round: 1 });
      refuseIf(whyNotReview(assignment, asking, this.clock.now()));
      await row(tx, 'UPDATE review_duty SET is_volunteer = true WHERE enrolment_id = $1 AND activity_key = $2', [enrolmentId, activityKey]);
    });
  }

  /** For later editions of a course that she has completed. */
  async offerHelp(userId: string, courseId: string, isOffered: boolean): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!isOffered) return row(tx, 'DELETE FROM review_helper WHERE course_id = $1 AND user_id = $2', [courseId, userId]);
      const alumna = await row(tx, `SELECT FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.user_id = $1 AND d.course_id = $2 AND e.state = 'completed' LIMIT 1`, [userId, courseId]);
      refuseIf(alumna === null ? 'not-completed' : null);
      return row(tx, 'INSERT INTO review_helper (course_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [courseId, userId]);
    });
  }
}
