import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { EditionChanged } from '@academy/editions';
import { ProgressKeeper } from './progress.service';

/** What learning does when an edition changes. */
@Injectable()
export class LearningSubscriber {
  constructor(
    private readonly database: Database,
    private readonly progress: ProgressKeeper,
  ) {}

  /** Progress follows stable keys into the new version; nothing that was completed is lost. */
  @On(EditionChanged, 'learning.follow-version')
  async followVersion({ editionId, fields }: { editionId: string; fields: string[] }): Promise<void> {
    if (!fields.includes('version')) return;
    const enrolments = await this.database.query<{ id: string }>(`SELECT id FROM enrolment WHERE edition_id = $1 AND state IN ('active', 'completed')`, [editionId]);
    for (const { id } of enrolments) await this.progress.recompute(id);
  }
}
