import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, found, type Page, pageOf } from '@academy/platform';
import type { EditionState } from '@academy/editions';
import type { EnrolmentState } from '@academy/enrolments';
import { z } from 'zod';
import { IS_LISTED, PERSON, SHOWN_PERSON, type ShownPerson } from './shown.person';

export type ColleagueFilter = Readonly<{ q?: string | undefined; country?: string | undefined; subject?: string | undefined; level?: string | undefined; language?: string | undefined }>;
/** How many there are, and what can be filtered by: only what somebody shows. */
export type ColleagueCounts = Readonly<{ listed: number; matching: number; countries: string[]; subjects: string[]; levels: string[]; languages: string[] }>;
export type StaffRole = 'coordinator' | 'author' | 'moderator';
export type StaffMember = ShownPerson & Readonly<{ roles: StaffRole[] }>;
/** The edition, with whoever asks in it. */
export type Meeting = Readonly<{
  editionId: string;
  edition: string;
  state: EditionState;
  course: { title: string; language: string };
  mine: { enrolmentId: string; state: EnrolmentState; groupId: string | null; groupName: string | null } | null;
}>;
export type Colleague = StaffMember & Readonly<{ isMe: boolean; isListed: boolean; /** Takes part, whatever else. */ isLearner: boolean; isBlocked: boolean; isInMyGroup: boolean; isInvited: boolean }>;

/** Where a page of the list begins: a name and an identifier. */
const PLACE = [z.string(), z.uuid()] as const;

/** Participants as they show themselves to the colleagues of an edition. */
const LISTED = `SELECT ${SHOWN_PERSON} FROM enrolment e JOIN users u ON u.id = e.user_id LEFT JOIN person_card c ON c.user_id = u.id
  WHERE e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired') AND ${IS_LISTED}`;
/** Over what is shown alone: `s` is a row of the list. */
const MATCHES = `($2::text IS NULL OR strpos(s.plain, academy_plain($2)) > 0) AND ($3::text IS NULL OR s.country = $3) AND ($4::text IS NULL OR $4 = ANY (s.subjects))
  AND ($5::text IS NULL OR s.level = $5) AND ($6::text IS NULL OR EXISTS (SELECT FROM unnest(s.languages) l WHERE l = $6 OR l LIKE $6 || '-%'))`;
/** Roles in edition $1, by person. */
const STAFF = `SELECT g.user_id, array_agg(DISTINCT CASE g.role WHEN 'designer' THEN 'author' ELSE g.role END) AS roles FROM role_grant g JOIN edition d ON d.id = $1
  WHERE (g.scope = 'edition' AND g.scope_id = d.id::text AND g.role IN ('coordinator', 'moderator')) OR (g.scope = 'course' AND g.scope_id = d.course_id::text AND g.role IN ('designer', 'coordinator', 'moderator'))
  GROUP BY g.user_id`;
/** Who learns together in an edition. */
@Injectable()
export class Colleagues {
  constructor(private readonly database: Database) {}

  /** The edition and one's own place in it. Throws NotFound for what is no edition, an alumni space too. */
  async meeting(editionId: string, userId: string): Promise<Meeting> {
    const meeting = await this.database.one<Meeting>(
      `SELECT d.id AS "editionId", d.name AS edition, d.state, jsonb_build_object('title', k.title, 'language', k.language) AS course,
              CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('enrolmentId', e.id, 'state', e.state, 'groupId', g.id, 'groupName', g.name) END AS mine
       FROM edition d JOIN course k ON k.id = d.course_id LEFT JOIN enrolment e ON e.edition_id = d.id AND e.user_id = $2
       LEFT JOIN study_group_member m ON m.enrolment_id = e.id LEFT JOIN study_group g ON g.id = m.group_id WHERE d.id = $1`,
      [editionId, userId],
    );
    return found(meeting, 'edition');
  }

  /** One page of the participants who are listed, by name. A filter finds only what they show. */
  async list(editionId: string, filter: ColleagueFilter, limit: number, cursor?: string): Promise<Page<ShownPerson>> {
    const after = decodeCursor(cursor, ...PLACE);
    const people = await this.database.query<ShownPerson & { plain: string }>(
      `SELECT ${PERSON}, s.plain FROM (${LISTED}) s WHERE ${MATCHES} AND ($7::text IS NULL OR (s.plain, s.id) > ($7, $8::uuid)) ORDER BY s.plain, s.id LIMIT $9`,
      [editionId, ...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(people, limit, (last) => encodeCursor(last.plain, last.id), ({ plain: _, ...person }) => person);
  }

  async counts(editionId: string, filter: ColleagueFilter): Promise<ColleagueCounts> {
    const counts = await this.database.one<ColleagueCounts>(
      `WITH s AS MATERIALIZED (${LISTED})
       SELECT (SELECT count(*)::int FROM s) AS listed, (SELECT count(*)::int FROM s WHERE ${MATCHES}) AS matching,
              ARRAY(SELECT DISTINCT country FROM s WHERE country IS NOT NULL ORDER BY 1) AS countries, ARRAY(SELECT DISTINCT unnest(subjects) FROM s ORDER BY 1 LIMIT 200) AS subjects,
              ARRAY(SELECT DISTINCT level FROM s WHERE level IS NOT NULL ORDER BY 1 LIMIT 100) AS levels, ARRAY(SELECT DISTINCT unnest(languages) FROM s ORDER BY 1 LIMIT 300) AS languages`,
      [editionId, ...valuesOf(filter)],
    );
    return counts!;
  }

  /** Who runs the edition and wrote its course. */
  staff(editionId: string): Promise<StaffMember[]> {
    return this.database.query<StaffMember>(
      `SELECT ${PERSON}, t.roles FROM (${STAFF}) t JOIN LATERAL (
         SELECT ${SHOWN_PERSON} FROM users u LEFT JOIN person_card c ON c.user_id = u.id WHERE u.id = t.user_id) s ON true
       ORDER BY s.plain, s.id LIMIT 60`,
      [editionId],
    );
  }

  /** One colleague as whoever asks finds them. Throws NotFound for who neither takes part nor runs the edition, and for who is not listed: oneself and staff excepted. */
  async one(editionId: string, colleagueId: string, askerId: string): Promise<Colleague> {
    const colleague = await this.database.one<Colleague>(
      `SELECT ${PERSON}, coalesce(t.roles, '{}') AS roles, s.id = $3 AS "isMe", s.is_listed AS "isListed", e.id IS NOT NULL AS "isLearner",
              EXISTS (SELECT FROM person_block b WHERE b.user_id = $3 AND b.blocked_id = s.id) AS "isBlocked",
              EXISTS (SELECT FROM study_group_member m WHERE m.enrolment_id = e.id AND m.group_id = mine.group_id) AS "isInMyGroup",
              EXISTS (SELECT FROM study_group_invitation i WHERE i.enrolment_id = e.id AND i.group_id = mine.group_id) AS "isInvited"
       FROM (SELECT ${SHOWN_PERSON}, ${IS_LISTED} AS is_listed FROM users u LEFT JOIN person_card c ON c.user_id = u.id WHERE u.id = $2) s
       LEFT JOIN enrolment e ON e.user_id = s.id AND e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired')
       LEFT JOIN (${STAFF}) t ON t.user_id = s.id
       LEFT JOIN LATERAL (SELECT m.group_id FROM enrolment o JOIN study_group_member m ON m.enrolment_id = o.id WHERE o.edition_id = $1 AND o.user_id = $3) mine ON true
       WHERE t.user_id IS NOT NULL OR (e.id IS NOT NULL AND (s.is_listed OR s.id = $3))`,
      [editionId, colleagueId, askerId],
    );
    return found(colleague, 'colleague');
  }
}

const valuesOf = ({ q, country, subject, level, language }: ColleagueFilter): (string | null)[] => [q ?? null, country ?? null, subject ?? null, level ?? null, language ?? null];
