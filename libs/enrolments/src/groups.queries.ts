import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import { z } from 'zod';
import type { EnrolmentState } from './enrolment.rules';
import { readCode } from './group.rules';

export type StudyGroupView = { id: string; name: string; code: string; members: { displayName: string; isMe: boolean }[] };
/** What whoever has the code sees before joining, with their own enrolment in its edition. */
export type Invitation = {
  id: string;
  name: string;
  members: number;
  editionId: string;
  edition: string;
  course: string;
  language: string;
  enrolmentId: string | null;
  state: EnrolmentState | null;
  myGroupId: string | null;
};

/** An invitation as whoever is invited finds it. */
export type ReceivedInvitation = Readonly<{ groupId: string; name: string; members: number; invitedBy: { id: string; displayName: string }; invitedAt: Date }>;

export const EditionGroup = z.object({ id: z.string(), name: z.string(), members: z.array(z.object({ enrolmentId: z.string(), displayName: z.string() })) });
export type EditionGroup = z.infer<typeof EditionGroup>;

/** Where a page of the list begins: a name and an identifier. */
const PLACE = [z.string(), z.uuid()] as const;

/** Study groups, for pages and API. Who withdrew is not shown any more, but keeps the place. */
@Injectable()
export class StudyGroupQueries {
  constructor(private readonly database: Database) {}

  /** The group of an enrolment, or null. */
  of(enrolmentId: string): Promise<StudyGroupView | null> {
    return this.database.one<StudyGroupView>(
      `SELECT g.id, g.name, g.join_code AS code,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('displayName', u.display_name, 'isMe', e.id = $1) ORDER BY lower(u.display_name), e.id), '[]')
               FROM study_group_member m JOIN enrolment e ON e.id = m.enrolment_id JOIN users u ON u.id = e.user_id
               WHERE m.group_id = g.id AND e.state <> 'withdrawn') AS members
       FROM study_group_member mine JOIN study_group g ON g.id = mine.group_id WHERE mine.enrolment_id = $1`,
      [enrolmentId],
    );
  }

  /** The group with this code, as somebody finds it who has the link. Null for a code that is none. */
  invitation(code: string, userId: string): Promise<Invitation | null> {
    return this.database.one<Invitation>(
      `SELECT g.id, g.name, (SELECT count(*)::int FROM study_group_member m WHERE m.group_id = g.id) AS members, d.id AS "editionId", d.name AS edition,
              c.title AS course, c.language, e.id AS "enrolmentId", e.state, mine.group_id AS "myGroupId"
       FROM study_group g JOIN edition d ON d.id = g.edition_id JOIN course c ON c.id = d.course_id
       LEFT JOIN enrolment e ON e.edition_id = d.id AND e.user_id = $2 LEFT JOIN study_group_member mine ON mine.enrolment_id = e.id
       WHERE g.join_code = $1`,
      [readCode(code), userId],
    );
  }

  /** What this enrolment was invited to and has not declined, newest first; none by who was blocked since, or to a group that everybody left. */
  invitations(enrolmentId: string): Promise<ReceivedInvitation[]> {
    return this.database.query<ReceivedInvitation>(
      `SELECT g.id AS "groupId", g.name, n.members, jsonb_build_object('id', u.id, 'displayName', u.display_name) AS "invitedBy", i.invited_at AS "invitedAt"
       FROM study_group_invitation i JOIN enrolment e ON e.id = i.enrolment_id JOIN study_group g ON g.id = i.group_id JOIN users u ON u.id = i.invited_by
       JOIN LATERAL (SELECT count(*)::int AS members FROM study_group_member m WHERE m.group_id = g.id) n ON n.members > 0
       WHERE i.enrolment_id = $1 AND i.declined_at IS NULL AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = e.user_id AND b.blocked_id = i.invited_by)
       ORDER BY i.invited_at DESC, g.id LIMIT 20`,
      [enrolmentId],
    );
  }

  /** Who was invited to a group, for its members; whoever declined goes on standing there. */
  invited(groupId: string): Promise<{ displayName: string }[]> {
    return this.database.query<{ displayName: string }>(
      `SELECT u.display_name AS "displayName" FROM study_group_invitation i JOIN enrolment e ON e.id = i.enrolment_id JOIN users u ON u.id = e.user_id WHERE i.group_id = $1 ORDER BY lower(u.display_name), u.id LIMIT 100`,
      [groupId],
    );
  }

  /** One page of an edition's groups, by name; groups that everybody left are left out. */
  async ofEdition(editionId: string, limit: number, cursor?: string): Promise<Page<EditionGroup>> {
    const after = decodeCursor(cursor, ...PLACE);
    const found = await this.database.query<EditionGroup & { place: string }>(
      `SELECT g.id, g.name, lower(g.name) AS place,
              jsonb_agg(jsonb_build_object('enrolmentId', e.id, 'displayName', u.display_name) ORDER BY lower(u.display_name), e.id) AS members
       FROM study_group g JOIN study_group_member m ON m.group_id = g.id JOIN enrolment e ON e.id = m.enrolment_id AND e.state <> 'withdrawn' JOIN users u ON u.id = e.user_id
       WHERE g.edition_id = $1 AND ($2::text IS NULL OR (lower(g.name), g.id) > ($2, $3::uuid))
       GROUP BY g.id ORDER BY lower(g.name), g.id LIMIT $4`,
      [editionId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(found, limit, (last) => encodeCursor(last.place, last.id), ({ id, name, members }) => ({ id, name, members }));
  }
}
