import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { EditionState } from './edition.rules';
import type { EditionView } from './edition.schemas';

export type EditionSummary = {
  id: string;
  courseId: string;
  name: string;
  state: EditionState;
  selfPaced: boolean;
  enrolFrom: string;
  enrolUntil: string;
  startsAt: string;
  endsAt: string;
  seats: number | null;
  seatsTaken: number;
};
export type TeamMember = { userId: string; displayName: string; role: 'coordinator' | 'moderator' };
export type RunEdition = EditionSummary & { courseTitle: string; courseLanguage: string; active: number; completed: number; waiting: number };
export type CourseToRun = { id: string; title: string; language: string; version: number };
export type EditionPerson = {
  enrolmentId: string;
  userId: string;
  displayName: string;
  certificateName: string;
  email: string;
  country: string;
  school: string | null;
  enrolledAt: Date;
  lastActiveAt: Date | null;
  /** What coordinators waived, by activity key. */
  waivers: { activityKey: string; reason: string; waivedBy: string; waivedAt: string }[];
};
type Dated<T> = Omit<T, 'enrolFrom' | 'enrolUntil' | 'startsAt' | 'endsAt'> & { enrolFrom: Date; enrolUntil: Date; startsAt: Date; endsAt: Date };

const SUMMARY = `e.id, e.course_id AS "courseId", e.name, e.state, e.is_self_paced AS "selfPaced", e.enrol_from AS "enrolFrom",
  e.enrol_until AS "enrolUntil", e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.seats, e.seats_taken AS "seatsTaken"`;

/** What pages and API show of editions. */
@Injectable()
export class EditionQueries {
  constructor(private readonly database: Database) {}

  async view(editionId: string): Promise<EditionView | null> {
    const edition = await this.database.one<Dated<EditionView>>(
      `SELECT ${SUMMARY}, e.version_id AS "versionId", v.number AS version, e.release, e.deadlines, e.live_events AS "liveEvents", EXISTS (SELECT FROM live_event WHERE edition_id = e.id) AS "hasLiveEvents", EXISTS (SELECT FROM edition_activity WHERE edition_id = e.id AND kind = 'survey') AS "hasSurveys", e.languages,
              jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'language', c.language) AS course,
              (SELECT count(*)::int FROM enrolment WHERE edition_id = e.id AND state = 'waitlisted') AS waiting
       FROM edition e JOIN course c ON c.id = e.course_id JOIN course_version v ON v.id = e.version_id WHERE e.id = $1`,
      [editionId],
    );
    return edition && withTexts(edition);
  }

  /** The edition of each course that a visitor would ask for: open for enrolment first, then the next to start. */
  async nextOf(courseIds: string[]): Promise<Map<string, EditionSummary>> {
    const editions = await this.database.lagging<Dated<EditionSummary>>(
      `SELECT DISTINCT ON (e.course_id) ${SUMMARY} FROM edition e
       WHERE e.course_id = ANY($1) AND e.state IN ('announced', 'open', 'running')
       ORDER BY e.course_id, (e.state IN ('open', 'running') AND academy_now() BETWEEN e.enrol_from AND e.enrol_until) DESC, e.starts_at, e.id`,
      [courseIds],
    );
    return new Map(editions.map((edition) => [edition.courseId, withTexts(edition)]));
  }

  /** Editions of a course that visitors may see, newest first. */
  async ofCourse(courseId: string): Promise<EditionSummary[]> {
    const editions = await this.database.query<Dated<EditionSummary>>(
      `SELECT ${SUMMARY} FROM edition e WHERE e.course_id = $1 AND e.state <> 'draft' ORDER BY e.starts_at DESC, e.id LIMIT 20`,
      [courseId],
    );
    return editions.map(withTexts);
  }

  /** Editions that a person runs: by a role in the edition, in its course or on the platform. */
  async runBy(userId: string): Promise<RunEdition[]> {
    const editions = await this.database.query<Dated<RunEdition>>(
      `SELECT ${SUMMARY}, c.title AS "courseTitle", c.language AS "courseLanguage", coalesce(n.active, 0)::int AS active, coalesce(n.completed, 0)::int AS completed, coalesce(n.waiting, 0)::int AS waiting
       FROM edition e JOIN course c ON c.id = e.course_id
       LEFT JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state = 'active') AS active, count(*) FILTER (WHERE state = 'completed') AS completed,
                count(*) FILTER (WHERE state = 'waitlisted') AS waiting FROM enrolment WHERE edition_id = e.id) n ON true
       WHERE EXISTS (
         SELECT FROM role_grant g WHERE g.user_id = $1 AND g.role = 'coordinator'
           AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = e.course_id::text) OR (g.scope = 'edition' AND g.scope_id = e.id::text)))
       ORDER BY (e.state IN ('closed', 'archived')), e.starts_at DESC, e.id LIMIT 200`,
      [userId],
    );
    return editions.map(withTexts);
  }

  team(editionId: string): Promise<TeamMember[]> {
    return this.database.query<TeamMember>(
      `SELECT u.id AS "userId", u.display_name AS "displayName", g.role FROM role_grant g JOIN users u ON u.id = g.user_id
       WHERE g.scope = 'edition' AND g.scope_id = $1 AND g.role IN ('coordinator', 'moderator') ORDER BY g.role, u.display_name, u.id`,
      [editionId],
    );
  }

  /** Published courses that a person may create editions of, by title: what `can(…, 'edition.create')` says, as a list. */
  coursesToRun(userId: string): Promise<CourseToRun[]> {
    return this.database.query<CourseToRun>(
      `SELECT c.id, c.title, c.language, c.latest_version AS version FROM course c
       WHERE c.latest_version IS NOT NULL AND EXISTS (
         SELECT FROM role_grant g WHERE g.user_id = $1 AND g.role IN ('coordinator', 'designer')
           AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = c.id::text)))
       ORDER BY c.title, c.id LIMIT 500`,
      [userId],
    );
  }

  /** How many people an edition has, by state and country. */
  peopleCounts(editionId: string): Promise<{ state: string; country: string; count: number }[]> {
    return this.database.query(
      `SELECT e.state, u.country, count(*)::int AS count FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.edition_id = $1 GROUP BY e.state, u.country`,
      [editionId],
    );
  }

  /** One person of an edition, as those who run it see them; null where the enrolment is not of this edition. */
  person(editionId: string, enrolmentId: string): Promise<EditionPerson | null> {
    return this.database.one<EditionPerson>(
      `SELECT e.id AS "enrolmentId", u.id AS "userId", u.display_name AS "displayName", u.certificate_name AS "certificateName", u.email, u.country, u.school,
              e.enrolled_at AS "enrolledAt", e.last_active_at AS "lastActiveAt",
              coalesce((SELECT jsonb_agg(jsonb_build_object('activityKey', w.activity_key, 'reason', w.reason, 'waivedBy', b.display_name, 'waivedAt', w.waived_at) ORDER BY w.waived_at)
                        FROM waiver w JOIN users b ON b.id = w.waived_by WHERE w.enrolment_id = e.id), '[]') AS waivers
       FROM enrolment e JOIN users u ON u.id = e.user_id WHERE e.edition_id = $1 AND e.id = $2`,
      [editionId, enrolmentId],
    );
  }

  /** Whose account has this e-mail address, or null: how members of a team are found. */
  userBy(email: string): Promise<{ id: string; displayName: string } | null> {
    return this.database.one('SELECT id, display_name AS "displayName" FROM users WHERE lower(email) = lower($1)', [email.trim()]);
  }

  /** The course an edition belongs to: what permission is asked about. */
  async courseOf(editionId: string): Promise<string | null> {
    return (await this.database.one<{ courseId: string }>('SELECT course_id AS "courseId" FROM edition WHERE id = $1', [editionId]))?.courseId ?? null;
  }
}

function withTexts<T extends { enrolFrom: Date; enrolUntil: Date; startsAt: Date; endsAt: Date }>(edition: T) {
  return {
    ...edition,
    enrolFrom: edition.enrolFrom.toISOString(),
    enrolUntil: edition.enrolUntil.toISOString(),
    startsAt: edition.startsAt.toISOString(),
    endsAt: edition.endsAt.toISOString(),
  };
}
