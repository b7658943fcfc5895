import { Injectable } from '@nestjs/common';
import { Database, found, row, type Transaction } from '@academy/platform';
import type { Subject } from '@academy/people';
import type { Space } from './space.rules';

/** Whether somebody wrote the course of a space. Both are SQL: a person's id, and the alias of a row with course_id and edition_id. */
const isAuthorSql = (user: string, space: string): string => `EXISTS (SELECT FROM role_grant g WHERE g.user_id = ${user} AND g.role = 'designer' AND g.scope = 'course' AND g.scope_id = ${space}.course_id::text)`;

/** Whether somebody takes part in the edition, is among the alumni, or wrote the course. */
const isMemberSql = (user: string, space: string): string => `(${isAuthorSql(user, space)} OR CASE WHEN ${space}.edition_id IS NOT NULL
    THEN EXISTS (SELECT FROM enrolment e WHERE e.edition_id = ${space}.edition_id AND e.user_id = ${user} AND e.state IN ('active', 'completed', 'expired'))
    ELSE EXISTS (SELECT FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE d.course_id = ${space}.course_id AND e.user_id = ${user} AND e.state = 'completed') END)`;

/** Authors, and those who may come in by their roles, as `can()` says of `discussion.join`. */
const isStaffSql = (user: string, space: string): string => `(${isAuthorSql(user, space)} OR EXISTS (SELECT FROM role_grant g WHERE g.user_id = ${user} AND g.role IN ('coordinator', 'moderator')
    AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = ${space}.course_id::text) OR (g.scope = 'edition' AND g.scope_id = ${space}.edition_id::text))))`;

/** Whether somebody may read in a space: for statements of libs above about many people or many spaces at once. */
export const mayReadSql = (user: string, space: string): string => `(${isMemberSql(user, space)} OR ${isStaffSql(user, space)})`;

const IS_MEMBER = isMemberSql('$2', 's');
const IS_STAFF = isStaffSql('$2', 's');

const SPACE = `SELECT d.id AS edition_id, d.course_id, d.state FROM edition d WHERE d.id = $1
   UNION ALL SELECT NULL, c.id, NULL FROM course c WHERE c.id = $1`;

/** Space $1 with what of it concerns person $2. */
export const SPACE_OF_PERSON = `SELECT $1::uuid AS id, s.course_id AS "courseId", s.edition_id AS "editionId", s.state AS "editionState", ${IS_MEMBER} AS "isMember", ${IS_STAFF} AS "isStaff",
   (SELECT m.muted_until FROM space_mute m WHERE m.space_id = $1 AND m.user_id = $2) AS "mutedUntil",
   (SELECT m.case_id FROM space_mute m WHERE m.space_id = $1 AND m.user_id = $2) AS "muteCaseId",
   EXISTS (SELECT FROM conduct_acceptance a WHERE a.space_id = $1 AND a.user_id = $2) AS "hasAcceptedConduct"
 FROM (${SPACE}) s`;

/** Where colleagues talk, as whoever asks finds it. */
@Injectable()
export class Spaces {
  constructor(private readonly database: Database) {}

  /** A space with what of it concerns this person. Throws NotFound. */
  async of(spaceId: string, userId: string, tx: Transaction = this.database.source.manager): Promise<Space> {
    return found(await row<Space>(tx, SPACE_OF_PERSON, [spaceId, userId]), 'edition');
  }

  /** For the guard: where it lies, and whether the asker takes part. */
  subject(spaceId: string, userId: string): Promise<Subject | null> {
    return this.database.one<Subject>(`SELECT s.course_id AS "courseId", s.edition_id AS "editionId", ${IS_MEMBER} AS "isMember" FROM (${SPACE}) s`, [spaceId, userId]);
  }

  /** The same for a thread, a post (`ownerId`: its author) a file beside one, or a case (`ownerId`: whom it is about). */
  subjectOf(kind: keyof typeof PLACES, id: string, userId: string): Promise<Subject | null> {
    return this.database.one<Subject>(`SELECT s.owner_id AS "ownerId", s.course_id AS "courseId", s.edition_id AS "editionId", ${IS_MEMBER} AS "isMember" FROM (${PLACES[kind]}) s`, [id, userId]);
  }
}

const PLACES = {
  thread: 'SELECT t.author_id AS owner_id, t.course_id, t.edition_id FROM thread t WHERE t.id = $1',
  post: 'SELECT p.author_id AS owner_id, t.course_id, t.edition_id FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $1',
  'post-file': 'SELECT f.uploaded_by AS owner_id, coalesce(d.course_id, f.space_id) AS course_id, d.id AS edition_id FROM post_file f LEFT JOIN edition d ON d.id = f.space_id WHERE f.id = $1',
  'post-case': 'SELECT k.person_id AS owner_id, k.course_id, k.edition_id FROM post_case k WHERE k.id = $1',
} as const;
