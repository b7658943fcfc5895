import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { ReminderKind } from './reminder.kinds';

/** What a kind of reminder did in an edition in the last seven days. */
export type RecentReminders = Readonly<{ kind: ReminderKind; sent: number; heldOut: number }>;

/** What reminders have done of late. */
@Injectable()
export class RecentReminderQueries {
  constructor(private readonly database: Database) {}

  of(editionId: string): Promise<RecentReminders[]> {
    return this.database.query<RecentReminders>(
      `SELECT kind, count(*) FILTER (WHERE arm = 'sent')::int AS sent, count(*) FILTER (WHERE arm = 'held-out')::int AS "heldOut"
       FROM reminder WHERE edition_id = $1 AND decided_at > academy_now() - interval '7 days' GROUP BY kind`,
      [editionId],
    );
  }
}
