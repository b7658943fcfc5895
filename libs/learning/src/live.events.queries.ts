import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { LiveEventRow } from './live.event.rules';

/** A live event as those who run its edition see it. `attended` of `people` who take part or did. */
export type EditionLiveEvent = LiveEventRow & Readonly<{ activityKey: string; title: string; moduleTitle: string; attended: number; people: number }>;
export type Attendee = Readonly<{ enrolmentId: string; displayName: string; country: string; at: Date }>;
/** What a calendar is told: nothing of who asks. */
export type LiveEventDate = Readonly<{ editionId: string; activityKey: string; title: string; course: string; startsAt: Date; endsAt: Date; isCancelled: boolean; sequence: number }>;

/** People listed; what is beyond is only counted. */
const LONGEST_LIST = 1_000;

const EVENT = `l.activity_key AS "activityKey", a.title, m.title AS "moduleTitle", l.starts_at AS "startsAt", l.ends_at AS "endsAt", l.url, l.recording_url AS "recordingUrl", l.is_cancelled AS "isCancelled", l.sequence`;

@Injectable()
export class LiveEventQueries {
  constructor(private readonly database: Database) {}

  /** The live events of an edition in the order of its course, with how many came. */
  ofEdition(editionId: string): Promise<EditionLiveEvent[]> {
    return this.database.query<EditionLiveEvent>(
      `SELECT ${EVENT}, (SELECT count(*)::int FROM enrolment e JOIN progress p ON p.enrolment_id = e.id AND p.activity_key = l.activity_key AND p.evidence = 'attended' WHERE e.edition_id = l.edition_id AND e.state <> 'withdrawn') AS attended,
              (SELECT count(*)::int FROM enrolment e WHERE e.edition_id = l.edition_id AND e.state IN ('active', 'completed', 'expired')) AS people
       FROM edition_activity a JOIN live_event l ON l.edition_id = a.edition_id AND l.activity_key = a.activity_key JOIN edition_module m ON m.edition_id = a.edition_id AND m.module_key = a.module_key
       WHERE a.edition_id = $1 AND a.kind = 'live-event' ORDER BY a.position`,
      [editionId],
    );
  }

  /** Who came, in the order in which they came. */
  attendees(editionId: string, activityKey: string): Promise<Attendee[]> {
    return this.database.query<Attendee>(
      `SELECT e.id AS "enrolmentId", u.display_name AS "displayName", u.country, p.first_at AS at
       FROM enrolment e JOIN progress p ON p.enrolment_id = e.id AND p.activity_key = $2 AND p.evidence = 'attended' JOIN users u ON u.id = e.user_id
       WHERE e.edition_id = $1 AND e.state <> 'withdrawn' ORDER BY p.first_at, e.id LIMIT ${LONGEST_LIST}`,
      [editionId, activityKey],
    );
  }

  /** A live event for a calendar, or null where there is none with a date. */
  date(editionId: string, activityKey: string): Promise<LiveEventDate | null> {
    return this.database.one<LiveEventDate>(
      `SELECT l.edition_id AS "editionId", l.activity_key AS "activityKey", a.title, c.title AS course, l.starts_at AS "startsAt", l.ends_at AS "endsAt", l.is_cancelled AS "isCancelled", l.sequence
       FROM live_event l JOIN edition_activity a ON a.edition_id = l.edition_id AND a.activity_key = l.activity_key AND a.kind = 'live-event' JOIN edition d ON d.id = l.edition_id JOIN course c ON c.id = d.course_id
       WHERE l.edition_id = $1 AND l.activity_key = $2 AND l.starts_at IS NOT NULL`,
      [editionId, activityKey],
    );
  }

  /** The enrolment by which a person takes part in an edition, or null. */
  enrolmentOf(editionId: string, userId: string): Promise<{ id: string } | null> {
    return this.database.one(`SELECT id FROM enrolment WHERE edition_id = $1 AND user_id = $2 AND state <> 'withdrawn'`, [editionId, userId]);
  }
}
