import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, found, type Page, pageOf } from '@academy/platform';
import { z } from 'zod';
import type { PostState } from '../post.entity';
import type { AppealOutcome } from './appeal.rules';
import type { PostDecision } from './case.rules';

type Named = { id: string; displayName: string };

/** One case as moderators read it, with what stands around the post. */
export type QueuedCase = Readonly<{
  id: string;
  source: 'report' | 'held' | 'moderator';
  openedAt: Date;
  state: 'open' | 'decided';
  postId: string;
  threadId: string;
  title: string;
  threadLanguage: string;
  /** The words of the post as they stand, hidden ones too. */
  markdown: string;
  /** The words when the case was opened, where they were edited since. */
  formerly: string | null;
  postState: PostState;
  language: string;
  writtenAt: Date;
  author: Named & { since: Date };
  /** The post before it, where that is shown. */
  before: string | null;
  beforeBy: string | null;
  beforeLanguage: string | null;
  reports: { reason: string; text: string }[];
  /** How often decisions went against this author in this space before, and stand. */
  earlier: number;
  decision: PostDecision | null;
  note: string | null;
  until: Date | null;
  decidedBy: Named | null;
  decidedAt: Date | null;
  /** A mute by this case that is not over. */
  isMuted: boolean;
  muteLiftedAt: Date | null;
  appeal: string | null;
  appealedAt: Date | null;
  appealOutcome: AppealOutcome | null;
  appealNote: string | null;
  appealDecidedBy: Named | null;
  appealDecidedAt: Date | null;
}>;
export type QueueView = 'open' | 'appeals' | 'decided';

const named = (column: string): string => `(SELECT jsonb_build_object('id', n.id, 'displayName', n.display_name) FROM users n WHERE n.id = ${column})`;
const CASE = `k.id, k.source, k.opened_at AS "openedAt", k.state, k.post_id AS "postId", t.id AS "threadId", t.title, t.language AS "threadLanguage", p.markdown, p.state AS "postState", p.language, p.created_at AS "writtenAt",
  (SELECT h.markdown FROM post_revision h WHERE h.post_id = p.id AND p.edited_at > k.opened_at AND h.written_at <= k.opened_at ORDER BY h.revision DESC LIMIT 1) AS formerly,
  u.id AS "authorId", u.display_name AS "authorName", u.created_at AS "authorSince", b.markdown AS before, b.display_name AS "beforeBy", b.language AS "beforeLanguage",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', r.reason, 'text', r.words) ORDER BY r.reported_at), '[]') FROM post_report r WHERE r.case_id = k.id) AS reports,
  (SELECT count(*)::int FROM post_case e WHERE e.person_id = k.person_id AND e.space_id = k.space_id AND e.id <> k.id AND e.decision IN ('hide', 'warn', 'mute') AND e.appeal_outcome IS DISTINCT FROM 'overturned') AS earlier,
  k.decision, k.note, k.mute_until AS until, ${named('k.decided_by')} AS "decidedBy", k.decided_at AS "decidedAt",
  k.decision IS NOT DISTINCT FROM 'mute' AND k.mute_lifted_at IS NULL AND k.appeal_outcome IS DISTINCT FROM 'overturned' AND k.mute_until > academy_now() AS "isMuted", k.mute_lifted_at AS "muteLiftedAt",
  k.appeal, k.appealed_at AS "appealedAt", k.appeal_outcome AS "appealOutcome", k.appeal_note AS "appealNote", ${named('k.appeal_decided_by')} AS "appealDecidedBy", k.appeal_decided_at AS "appealDecidedAt"`;
const FROM = `FROM post_case k JOIN post p ON p.id = k.post_id JOIN thread t ON t.id = p.thread_id JOIN users u ON u.id = k.person_id
  LEFT JOIN LATERAL (SELECT q.markdown, w.display_name, q.language FROM post q JOIN users w ON w.id = q.author_id WHERE q.thread_id = p.thread_id AND q.number < p.number AND q.state = 'shown' ORDER BY q.number DESC LIMIT 1) b ON true`;
/** What a view holds, and by which moment it is ordered: waiting ones oldest first, decided ones newest first. */
const VIEWS = {
  open: { where: "k.state = 'open'", at: 'k.opened_at', order: '' },
  appeals: { where: 'k.appealed_at IS NOT NULL AND k.appeal_outcome IS NULL', at: 'k.appealed_at', order: '' },
  decided: { where: "k.state = 'decided'", at: 'k.opened_at', order: 'DESC' },
} as const;
type Row = Omit<QueuedCase, 'author'> & { authorId: string; authorName: string; authorSince: Date };

@Injectable()
export class ModerationQueue {
  constructor(private readonly database: Database) {}

  /** One page of a space's cases: what waits oldest first, what is decided newest first. */
  async of(spaceId: string, view: QueueView, limit: number, cursor?: string): Promise<Page<QueuedCase>> {
    const after = decodeCursor(cursor, z.iso.datetime({ offset: true }), z.uuid());
    const { where, at, order } = VIEWS[view];
    const cases = await this.database.query<Row & { place: string }>(
      `SELECT ${CASE}, to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place ${FROM}
       WHERE k.space_id = $1 AND ${where} AND ($2::timestamptz IS NULL OR (${at}, k.id) ${order === 'DESC' ? '<' : '>'} ($2, $3::uuid))
       ORDER BY ${at} ${order}, k.id ${order} LIMIT $4`,
      [spaceId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(cases, limit, (last) => encodeCursor(last.place, last.id), ({ place: _, ...each }) => shown(each));
  }

  /** One case, with the space it lies in. Throws NotFound. */
  async one(caseId: string): Promise<QueuedCase & { spaceId: string }> {
    const { spaceId, ...each } = found(await this.database.one<Row & { spaceId: string }>(`SELECT ${CASE}, k.space_id AS "spaceId" ${FROM} WHERE k.id = $1`, [caseId]), 'post-case');
    return { ...shown(each), spaceId };
  }

  /** All cases of one post, newest first: what was decided about it before. At most twenty. */
  async about(postId: string): Promise<QueuedCase[]> {
    return (await this.database.query<Row>(`SELECT ${CASE} ${FROM} WHERE k.post_id = $1 ORDER BY k.opened_at DESC LIMIT 20`, [postId])).map(shown);
  }

  /** How much waits in a space. */
  async waiting(spaceId: string): Promise<{ open: number; appeals: number }> {
    const waiting = await this.database.one<{ open: number; appeals: number }>(
      `SELECT (SELECT count(*)::int FROM post_case WHERE space_id = $1 AND state = 'open') AS open,
              (SELECT count(*)::int FROM post_case WHERE space_id = $1 AND appealed_at IS NOT NULL AND appeal_outcome IS NULL) AS appeals`,
      [spaceId],
    );
    return waiting!;
  }
}

const shown = ({ authorId, authorName, authorSince, ...each }: Row): QueuedCase => ({ ...each, author: { id: authorId, displayName: authorName, since: authorSince } });
