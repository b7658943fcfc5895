import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import { z } from 'zod';
import { ENROLMENT_STATES, type EnrolmentState } from './enrolment.rules';

export const Participant = z.object({
  enrolmentId: z.string(),
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  country: z.string(),
  state: z.enum(ENROLMENT_STATES),
  progress: z.object({ done: z.number(), required: z.number() }),
  enrolledAt: z.string(),
  lastActiveAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  /** Active, the edition has begun, and nothing done for seven days. */
  isStuck: z.boolean(),
});
export type Participant = z.infer<typeof Participant>;

export type ParticipantFilter = { state?: EnrolmentState | undefined; country?: string | undefined; stuck?: boolean | undefined; q?: string | undefined };
export type MyEditionEnrolment = { id: string; editionId: string; state: EnrolmentState; position: number | null };
type ParticipantRow = Omit<Participant, 'progress' | 'enrolledAt' | 'lastActiveAt' | 'completedAt'> & {
  done: number;
  required: number;
  enrolledAt: Date;
  lastActiveAt: Date | null;
  completedAt: Date | null;
};

const IS_STUCK = `(e.state = 'active' AND greatest(coalesce(e.last_active_at, e.activated_at), d.starts_at) < academy_now() - interval '7 days')`;

/** Where a page of the list begins: a time and an identifier. Made once, for schemas are slow to make. */
const PLACE = [z.iso.datetime(), z.uuid()] as const;

/** Who takes part, for pages and API. */
@Injectable()
export class EnrolmentQueries {
  constructor(private readonly database: Database) {}

  /** One page of an edition's people, by time of enrolment. */
  async participants(editionId: string, filter: ParticipantFilter, limit: number, cursor?: string): Promise<Page<Participant>> {
    const after = decodeCursor(cursor, ...PLACE);
    const found = await this.database.query<ParticipantRow>(
      `SELECT e.id AS "enrolmentId", u.id AS "userId", u.display_name AS "displayName", u.email, u.country, e.state,
              e.done_count AS done, e.required_count AS required, e.enrolled_at AS "enrolledAt", e.last_active_at AS "lastActiveAt",
              e.completed_at AS "completedAt", ${IS_STUCK} AS "isStuck"
       FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id
       WHERE e.edition_id = $1 AND ($2::text IS NULL OR e.state = $2) AND ($3::text IS NULL OR u.country = $3)
         AND ($4::boolean IS NULL OR ${IS_STUCK} = $4)
         AND ($5::text IS NULL OR u.display_name ILIKE '%' || $5 || '%' OR u.email ILIKE '%' || $5 || '%')
         AND ($6::timestamptz IS NULL OR (date_trunc('milliseconds', e.enrolled_at), e.id) > ($6, $7::uuid))
       ORDER BY date_trunc('milliseconds', e.enrolled_at), e.id LIMIT $8`,
      [editionId, filter.state ?? null, filter.country ?? null, filter.stuck ?? null, filter.q ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(found, limit, (last) => encodeCursor(last.enrolledAt.toISOString(), last.enrolmentId), viewOf);
  }

  /** One enrolment as permission asks about it. */
  async subject(enrolmentId: string): Promise<{ ownerId: string; editionId: string; courseId: string } | null> {
    return this.database.one(
      `SELECT e.user_id AS "ownerId", e.edition_id AS "editionId", d.course_id AS "courseId"
       FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
      [enrolmentId],
    );
  }

  /** A person's enrolment in an edition, or null; with the place on the waiting list while there. */
  async mine(editionId: string, userId: string): Promise<{ id: string; state: EnrolmentState; position: number | null } | null> {
    return this.database.one(
      `SELECT e.id, e.state, CASE WHEN e.state = 'waitlisted' THEN
                (SELECT count(*)::int FROM enrolment w WHERE w.edition_id = e.edition_id AND w.state = 'waitlisted' AND w.waitlist_number <= e.waitlist_number) END AS position
       FROM enrolment e WHERE e.edition_id = $1 AND e.user_id = $2`,
      [editionId, userId],
    );
  }

  /** A person's enrolments in the editions of a course, withdrawn ones too. */
  mineInCourse(courseId: string, userId: string): Promise<MyEditionEnrolment[]> {
    return this.database.query(
      `SELECT e.id, e.edition_id AS "editionId", e.state, CASE WHEN e.state = 'waitlisted' THEN
                (SELECT count(*)::int FROM enrolment w WHERE w.edition_id = e.edition_id AND w.state = 'waitlisted' AND w.waitlist_number <= e.waitlist_number) END AS position
       FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE d.course_id = $1 AND e.user_id = $2 ORDER BY e.enrolled_at DESC, e.id LIMIT 100`,
      [courseId, userId],
    );
  }
}

function viewOf({ done, required, ...row }: ParticipantRow): Participant {
  return {
    ...row,
    progress: { done, required },
    enrolledAt: row.enrolledAt.toISOString(),
    lastActiveAt: row.lastActiveAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
