import type { ThreadKind, ThreadState } from '../thread.entity';

/** One thread in a list, as whoever asks finds it. */
export type ThreadLine = Readonly<{
  id: string;
  kind: ThreadKind;
  title: string;
  language: string;
  activityKey: string | null;
  author: { id: string; displayName: string };
  createdAt: Date;
  lastPostAt: Date;
  /** Shown posts beside the opening one. */
  replyCount: number;
  /** Others' posts not read yet. */
  unreadCount: number;
  score: number;
  answered: boolean;
  isPinned: boolean;
  isLocked: boolean;
  isFollowing: boolean;
  isMuted: boolean;
  state: ThreadState;
}>;

/** The newest posts among which it is looked for where somebody called everything read: more are "99+". */
const NEWEST = 100;

/**
 * Up to which number of a thread everything counts as read: what was read of it, or what was there when everything was
 * called read. `t` is the thread, `r` its reader's row, the reader's id the given parameter. OFFSET 0: worked out once, not
 * wherever it is named.
 */
export const upToSql = (reader: string): string => `(SELECT greatest(coalesce(r.up_to, 0), CASE
    WHEN m.all_read_at IS NULL OR r.read_at >= m.all_read_at THEN 0
    WHEN t.last_post_at <= m.all_read_at THEN t.last_number
    ELSE (SELECT coalesce(max(w.number), 0) FROM (SELECT n.number, n.created_at FROM post n WHERE n.thread_id = t.id ORDER BY n.number DESC LIMIT ${NEWEST}) w WHERE w.created_at <= m.all_read_at) END)
  FROM (SELECT (SELECT s.all_read_at FROM space_reader s WHERE s.user_id = ${reader} AND s.space_id = t.space_id) AS all_read_at OFFSET 0) m)`;

/** Unread posts in constant time: all numbers behind the last one read, less one's own and those that are not shown. */
export const unreadSql = (reader: string): string => `(SELECT greatest(0, t.last_number - k.up_to
    - (SELECT count(*)::int FROM post o WHERE o.author_id = ${reader} AND o.thread_id = t.id AND o.number > k.up_to)
    - (SELECT count(*)::int FROM post a WHERE a.thread_id = t.id AND a.number > k.up_to AND a.state <> 'shown' AND a.author_id <> ${reader}))
  FROM (SELECT ${upToSql(reader)} AS up_to OFFSET 0) k)`;

export const lineSql = (reader: string): string => `t.id, t.kind, t.title, t.language, t.activity_key AS "activityKey", jsonb_build_object('id', u.id, 'displayName', u.display_name) AS author,
  t.created_at AS "createdAt", t.last_post_at AS "lastPostAt", t.replies AS "replyCount", ${unreadSql(reader)} AS "unreadCount", t.score, t.answer_post_id IS NOT NULL AS answered,
  t.is_pinned AS "isPinned", t.is_locked AS "isLocked", coalesce(r.is_following, false) AS "isFollowing", coalesce(r.is_muted, false) AS "isMuted", t.state`;
