import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, refuseIf, Refused, rows } from '@academy/platform';
import { ProgressKeeper } from '@academy/learning';
import { Assignments } from '../assignments.service';
import { Submission } from '../submission.entity';
import { OwnWorks } from './own.works.queries';
import type { OwnWork } from './submission.schemas';
import { lockWork } from './works.store';

/** A second draft, once the reviews of the first can be read: a work of its own, in a round of its own. */
@Injectable()
export class SecondDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
    private readonly progress: ProgressKeeper,
    private readonly works: OwnWorks,
  ) {}

  /** Begins it with the text and the files of the first, by the same authors. Refuses before their grade is released, and twice. */
  async begin(enrolmentId: string, activityKey: string): Promise<OwnWork> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    await this.database.transaction(async (tx) => {
      const first = found(await lockWork(tx, assignment, enrolmentId), 'submission');
      refuseIf(assignment.activity.rounds < 2 ? 'no-second-draft' : first.round > 1 ? 'second-draft-begun' : null);
      const { length: grades } = await rows(tx, 'SELECT FROM grade WHERE submission_id = $1 AND superseded_at IS NULL AND released_at IS NOT NULL', [first.id]);
      refuseIf(first.state === 'graded' && grades > 0 ? null : 'not-yet-graded');

      const now = this.clock.now();
      const id = randomUUID();
      const begun = await rows(
        tx,
        `WITH begun AS (
           INSERT INTO submission (id, edition_id, activity_key, round, version_id, group_id, author_ids, author_schools, content, language, created_at, updated_at)
           SELECT $2, edition_id, activity_key, 2, $3, group_id, author_ids, author_schools, content, language, $4, $4 FROM submission WHERE id = $1 RETURNING id)
         INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id)
         SELECT a.enrolment_id, a.activity_key, 2, $2, a.user_id FROM submission_author a WHERE a.submission_id = $1 AND EXISTS (SELECT FROM begun)
         ON CONFLICT DO NOTHING RETURNING submission_id`,
        [first.id, id, assignment.versionId, now],
      );
      if (begun.length === 0 || !(await tx.existsBy(Submission, { id }))) throw new Refused('second-draft-begun');
      await this.progress.record(tx, await this.progress.lock(tx, enrolmentId), activityKey, 'viewed');
    });
    return this.works.own(enrolmentId, activityKey);
  }
}
