import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { AnnouncementMail } from './announcements.mails';

/** Why an announcement must not go out any more: it was taken back, or the person has left. Asked at the moment of sending. */
@Injectable()
export class AnnouncementObjections {
  constructor(private readonly database: Database) {}

  async objection({ kind, userId, data }: PendingMail): Promise<string | null> {
    if (kind !== AnnouncementMail.kind) return null;
    const standing = await this.database.one<{ isShown: boolean; takesPart: boolean }>(
      `SELECT t.state = 'shown' AS "isShown",
              EXISTS (SELECT FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.user_id = $2 AND d.course_id = t.course_id AND (t.edition_id IS NULL OR d.id = t.edition_id) AND e.state <> 'withdrawn') AS "takesPart"
       FROM thread t WHERE t.id = $1`,
      [data['threadId'], userId],
    );
    if (!standing?.isShown) return 'announcement-gone';
    return standing.takesPart ? null : 'withdrawn';
  }
}
