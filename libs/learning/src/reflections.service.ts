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
  async write(enrolmentId: string, activityKey: string, markdown: string, isShared: boolean): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, enrolmentId);
      const { activity } = placeIn(await this.versions.outline(learner.versionId), activityKey);
      if (activity.kind !== 'reflection') throw new NotFound('reflection');

      await this.progress.record(tx, learner, activityKey, markdown.trim() === '' ? 'viewed' : 'submitted');
      await rows(
        tx,
        `INSERT INTO reflection (enrolment_id, edition_id, activity_key, markdown, is_shared) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (enrolment_id, activity_key) DO UPDATE SET markdown = excluded.markdown, is_shared = excluded.is_shared, updated_at = academy_now()`,
        [enrolmentId, learner.editionId, activityKey, markdown, isShared],
      );
    });
  }
}
