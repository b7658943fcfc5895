import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, found, type Page, pageOf } from '@academy/platform';
import { mayReadSql, postWords } from '@academy/discussions';
import { z } from 'zod';
import type { NewsKind } from './news.kinds';

/** Characters of a post beside a notification. */
const WORDS = 160;
const COUNTED = 100;

/** What somebody is told, as it stands now. Where what it is about is not for her (any more), only kind and time are left. */
export type NotificationView = Readonly<{
  id: string;
  kind: NewsKind;
  createdAt: Date;
  isRead: boolean;
  isGone: boolean;
  /** Where it leads. */
  href: string | null;
  author: { id: string; displayName: string } | null;
  title: string | null;
  words: string | null;
  /** Of title and words. */
  language: string | null;
  /** Where it was said: course, and edition where there is one. */
  place: string | null;
  /** New posts of others, or new threads, up to a hundred. */
  count: number;
  decision: string | null;
}>;
type Found = Omit<NotificationView, 'href' | 'words' | 'place'> & { at: string; postId: string | null; caseId: string | null; enrolmentId: string | null; spaceId: string | null; markdown: string | null; course: string | null; edition: string | null };

const CURSOR = [z.boolean(), z.iso.datetime({ offset: true, precision: 6 }), z.uuid()] as const;
/** Decisions about a post are told its author whatever became of it; all else only while it can be read. */
const MAY_SEE = `CASE WHEN n.kind = 'group-invitation' THEN i.declined_at IS NULL AND m.state = 'active' AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $1 AND b.blocked_id = i.invited_by)
  ELSE p.id IS NOT NULL AND ${mayReadSql('$1::uuid', 't')} AND (n.kind IN ('post-decided', 'post-appeal-decided') OR (p.state = 'shown' AND t.state = 'shown'
  AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $1 AND b.blocked_id = p.author_id))) END`;
const COUNT = `CASE n.kind WHEN 'followed' THEN (SELECT count(*)::int FROM (SELECT FROM post q WHERE q.thread_id = t.id AND q.number >= p.number AND q.state = 'shown' AND q.author_id <> $1 LIMIT ${COUNTED}) c)
  WHEN 'new-threads' THEN (SELECT count(*)::int FROM (SELECT FROM thread o WHERE o.space_id = t.space_id AND o.created_at >= t.created_at AND o.state = 'shown' AND o.author_id <> $1 LIMIT ${COUNTED}) c) ELSE 1 END`;
const SHOWN = `SELECT n.id, n.kind, n.created_at AS "createdAt", n.read_at IS NOT NULL AS "isRead", to_char(n.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
    NOT coalesce(v.may_see, false) AS "isGone", n.post_id AS "postId", n.space_id AS "spaceId", k.id AS "caseId", i.enrolment_id AS "enrolmentId", CASE n.kind WHEN 'post-appeal-decided' THEN k.appeal_outcome ELSE k.decision END AS decision,
    CASE WHEN v.may_see AND k.id IS NULL THEN jsonb_build_object('id', a.id, 'displayName', a.display_name) END AS author,
    CASE WHEN v.may_see THEN coalesce(t.title, g.name) END AS title, CASE WHEN v.may_see THEN p.language END AS language, CASE WHEN v.may_see AND p.state <> 'deleted' THEN p.markdown END AS markdown,
    CASE WHEN v.may_see THEN c.title END AS course, CASE WHEN v.may_see THEN d.name END AS edition, CASE WHEN v.may_see THEN ${COUNT} ELSE 0 END AS count`;
const FROM = `LEFT JOIN post p ON p.id = n.post_id LEFT JOIN thread t ON t.id = p.thread_id 
  LEFT JOIN study_group_invitation i ON n.kind = 'group-invitation' AND i.group_id = (n.params ->> 'groupId')::uuid AND i.enrolment_id = (n.params ->> 'enrolmentId')::uuid
  LEFT JOIN study_group g ON g.id = i.group_id LEFT JOIN enrolment m ON m.id = i.enrolment_id LEFT JOIN users a ON a.id = coalesce(p.author_id, i.invited_by)
  LEFT JOIN edition d ON d.id = coalesce(t.edition_id, m.edition_id) LEFT JOIN course c ON c.id = coalesce(t.course_id, d.course_id)
  LEFT JOIN post_case k ON k.id = (n.params ->> 'caseId')::uuid LEFT JOIN LATERAL (SELECT ${MAY_SEE} AS may_see) v ON true`;
const part = (state: string, isRead: boolean): string =>
  `(SELECT * FROM notification WHERE user_id = $1 AND read_at ${state} AND ($2::boolean IS NULL OR ($2 = ${isRead} AND (created_at, id) < ($3::timestamptz, $4::uuid))${isRead ? ' OR NOT $2' : ''}) ORDER BY created_at DESC, id DESC LIMIT $5)`;

/** What somebody is told: unread first, then newest first. One statement over two indexes, from a cursor on. */
@Injectable()
export class NotificationQueries {
  constructor(private readonly database: Database) {}

  async list(userId: string, { onlyUnread, limit, cursor }: { onlyUnread: boolean; limit: number; cursor?: string | undefined }): Promise<Page<NotificationView>> {
    const place = decodeCursor(cursor, ...CURSOR);
    const lines = await this.database.query<Found>(
      `${SHOWN} FROM (SELECT * FROM (${part('IS NULL', false)} ${onlyUnread ? '' : `UNION ALL ${part('IS NOT NULL', true)}`}) m ORDER BY read_at IS NOT NULL, created_at DESC, id DESC LIMIT $5) n ${FROM}
       ORDER BY n.read_at IS NOT NULL, n.created_at DESC, n.id DESC`,
      [userId, place?.[0] ?? null, place?.[1] ?? null, place?.[2] ?? null, limit + 1],
    );
    return pageOf(lines, limit, (last) => encodeCursor(last.isRead, last.at, last.id), viewOf);
  }

  /** Throws NotFound for one that is not hers. */
  async find(id: string, userId: string): Promise<NotificationView> {
    return viewOf(found(await this.database.one<Found>(`${SHOWN} FROM notification n ${FROM} WHERE n.id = $2 AND n.user_id = $1`, [userId, id]), 'notification'));
  }
}

function viewOf({ at: _, postId, caseId, enrolmentId, spaceId, markdown, course, edition, ...line }: Found): NotificationView {
  return { ...line, words: markdown === null ? null : postWords(markdown, WORDS), place: course === null ? null : [course, edition].filter(Boolean).join(', '), href: line.isGone ? null : hrefOf(line.kind, line.count, { postId, caseId, enrolmentId, spaceId }) };
}

function hrefOf(kind: NewsKind, count: number, { postId, caseId, enrolmentId, spaceId }: Pick<Found, 'postId' | 'caseId' | 'enrolmentId' | 'spaceId'>): string {
  if (kind === 'post-decided' || kind === 'post-appeal-decided') return `/post-cases/${caseId}`;
  if (kind === 'group-invitation') return `/learning/${enrolmentId}/group`;
  return kind === 'new-threads' && count > 1 ? `/discussions/${spaceId}?sort=new` : `/posts/${postId}`;
}
