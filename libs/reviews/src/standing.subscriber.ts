import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { EnrolmentActivated } from '@academy/enrolments';
import { ReviewStanding } from './standing.service';

/** What peer review does when people come back. */
@Injectable()
export class StandingSubscriber {
  constructor(
    private readonly database: Database,
    private readonly standing: ReviewStanding,
  ) {}

  /** A work that passed while its author had withdrawn counts when she comes back. */
  @On(EnrolmentActivated, 'reviews.settle-returned')
  async settle({ enrolmentId, from }: { enrolmentId: string; from: string }): Promise<void> {
    if (from === 'new') return;
    const works = await this.database.query<{ key: string }>('SELECT DISTINCT activity_key AS key FROM submission_author WHERE enrolment_id = $1 ORDER BY activity_key', [enrolmentId]);
    for (const { key } of works) await this.database.transaction((tx) => this.standing.settle(tx, enrolmentId, key));
  }
}
