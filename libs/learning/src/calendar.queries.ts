import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { EditionState } from '@academy/editions';

/** What calendars are told of an edition: nothing of who asks. Instants within lists as JSON writes them. */
export type EditionDates = Readonly<{
  editionId: string;
  courseId: string;
  slug: string;
  course: string;
  language: string;
  state: EditionState;
  startsAt: Date;
  endsAt: Date;
  /** Of modules that open later than the edition starts. */
  openings: { key: string; title: string; at: string }[] | null;
  deadlines: { key: string; title: string; submitBy: string | null; reviewBy: string | null }[] | null;
  events: { activityKey: string; title: string; startsAt: string; endsAt: string; isCancelled: boolean; sequence: number }[] | null;
}>;

/** Editions in one calendar: nobody takes part in more at once. */
const MOST_EDITIONS = 50;

/** `opensAt`: when a module `m` opens, where the person is known for whom it does. */
const dates = (opensAt: string): string => `d.id AS "editionId", d.course_id AS "courseId", d.state, d.starts_at AS "startsAt", d.ends_at AS "endsAt", c.slug, c.title AS course, c.language,
  (SELECT jsonb_agg(jsonb_build_object('key', m.module_key, 'title', m.title, 'at', ${opensAt}) ORDER BY m.position) FROM edition_module m WHERE m.edition_id = d.id AND ${opensAt} > d.starts_at) AS openings,
  (SELECT jsonb_agg(jsonb_build_object('key', a.activity_key, 'title', a.title, 'submitBy', a.due_at, 'reviewBy', (d.deadlines -> a.activity_key ->> 'reviewBy')::timestamptz) ORDER BY a.position)
     FROM edition_activity a WHERE a.edition_id = d.id AND d.deadlines ? a.activity_key) AS deadlines,
  (SELECT jsonb_agg(jsonb_build_object('activityKey', l.activity_key, 'title', a.title, 'startsAt', l.starts_at, 'endsAt', l.ends_at, 'isCancelled', l.is_cancelled, 'sequence', l.sequence) ORDER BY a.position)
     FROM live_event l JOIN edition_activity a ON a.edition_id = l.edition_id AND a.activity_key = l.activity_key AND a.kind = 'live-event' WHERE l.edition_id = d.id AND l.starts_at IS NOT NULL) AS events`;

/** The dates of editions, in one statement. */
@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  /** The dates of an edition as they are for everybody, or null where there is none. */
  ofEdition(editionId: string): Promise<EditionDates | null> {
    return this.database.one<EditionDates>(`SELECT ${dates('m.opens_at')} FROM edition d JOIN course c ON c.id = d.course_id WHERE d.id = $1`, [editionId]);
  }

  /** The dates of all editions in which somebody is active, and of those that she has completed and that are not over yet; the next to end first. */
  ofPerson(userId: string): Promise<EditionDates[]> {
    return this.database.query<EditionDates>(
      `SELECT ${dates('module_opens_at(m.opens_at, m.opens_after, d.starts_at, e.activated_at)')} FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
       WHERE e.user_id = $1 AND (e.state = 'active' AND d.state <> 'draft' OR e.state = 'completed' AND d.state IN ('open', 'running', 'grading') AND d.ends_at > academy_now()) ORDER BY d.ends_at, d.id LIMIT ${MOST_EDITIONS}`,
      [userId],
    );
  }
}
