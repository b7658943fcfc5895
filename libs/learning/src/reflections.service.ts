import { Injectable } from '@nestjs/common';
import { Database, NotFound, rows } from '@academy/platform';
import { Versions } from '@academy/courses';
import { placeIn, ProgressKeeper } from './progress.service';

/** The learning diary: private, or shared with the edition. */
@Injectable()
export class Reflections {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
    private readonly progress: ProgressKeeper,
  ) {}

  /** Keeps an entry; one that says something counts as submitted. */
  write(enrolmentId: string, activityKey: string, markdown: string, isShared: boolean): Promise<void> {
    return this.keep(enrolmentId, activityKey, markdown, isShared, markdown.trim() === '' ? 'viewed' : 'submitted');
  }

  /** Keeps what is typed so far. It neither counts nor is shown to others before it is handed over; what was shared stays so. */
  keepDraft(enrolmentId: string, activityKey: string, markdown: string): Promise<void> {
    return this.keep(enrolmentId, activityKey, markdown, null, 'viewed');
  }

  private async keep(enrolmentId: string, activityKey: string, markdown: string, isShared: boolean | null, evidence: 'viewed' | 'submitted'): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, enrolmentId);
      const { activity } = placeIn(await this.versions.outline(learner.versionId), activityKey);
      if (activity.kind !== 'reflection') throw new NotFound('reflection');

      await this.progress.record(tx, learner, activityKey, evidence);
      await rows(
        tx,
        `INSERT INTO reflection (enrolment_id, edition_id, activity_key, markdown, is_shared) VALUES ($1, $2, $3, $4, coalesce($5, false))
         ON CONFLICT (enrolment_id, activity_key) DO UPDATE
           SET markdown = excluded.markdown, is_shared = coalesce($5, reflection.is_shared), updated_at = academy_now()`,
        [enrolmentId, learner.editionId, activityKey, markdown, isShared],
      );
    });
  }
}
