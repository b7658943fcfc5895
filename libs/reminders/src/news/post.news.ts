import { queueMailSql } from '@academy/platform';
import { mayReadSql } from '@academy/discussions';

/** The post that there is news of ($1), while everybody can read it. */
const THIS_POST = `SELECT p.id, p.number, p.author_id, p.created_at, p.reply_to, p.thread_id, t.space_id, t.course_id, t.edition_id, t.activity_key, t.kind AS thread_kind, t.author_id AS asker_id
  FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $1 AND p.state = 'shown' AND t.state = 'shown'`;

/** Who takes part where an announcement is made: learners, alumni, the team. */
const EVERYONE = `SELECT e.user_id FROM this_post p JOIN edition d ON d.id = p.edition_id OR (p.edition_id IS NULL AND d.course_id = p.course_id) JOIN enrolment e ON e.edition_id = d.id
    WHERE e.state = 'completed' OR (p.edition_id IS NOT NULL AND e.state IN ('active', 'expired'))
  UNION SELECT g.user_id FROM this_post p JOIN role_grant g ON (g.scope = 'course' AND g.scope_id = p.course_id::text) OR (g.scope = 'edition' AND g.scope_id = p.edition_id::text)`;

/** Who hears of a post, and as what: the lowest rank is said. */
const HEARERS = `SELECT x.user_id, 'announcement' AS kind, 1 AS rank FROM this_post p, LATERAL (${EVERYONE}) x WHERE p.number = 1 AND p.thread_kind = 'announcement' AND NOT $2
  UNION ALL SELECT m.user_id, 'mention', 2 FROM this_post p JOIN mention m ON m.post_id = p.id
  UNION ALL SELECT a.author_id, 'reply', 3 FROM this_post p JOIN post a ON a.id = p.reply_to WHERE NOT $2
  UNION ALL SELECT p.asker_id, 'reply', 3 FROM this_post p WHERE p.number > 1 AND NOT $2
  UNION ALL SELECT r.user_id, 'followed', 4 FROM this_post p JOIN thread_reader r ON r.thread_id = p.thread_id AND r.is_following WHERE p.number > 1 AND NOT $2
  UNION ALL SELECT f.user_id, 'new-threads', 4 FROM this_post p JOIN space_follow f ON f.space_id = p.space_id AND f.activity_key IN ('', coalesce(p.activity_key, '')) WHERE p.number = 1 AND NOT $2`;

/**
 * Not her own act, not of somebody she blocked, not what she has read, nothing of a thread that she no longer follows unless she is named (and if it is muted,
 * then only in the Academy itself), and only where she still takes part. A thread, or a space, that she follows is said once until she has read on.
 */
const TOLD = `SELECT DISTINCT ON (h.user_id) h.user_id, h.kind, CASE h.kind
      WHEN 'followed' THEN concat('followed:', p.thread_id, ':', coalesce(r.up_to, 0))
      WHEN 'new-threads' THEN concat('new-threads:', p.space_id, ':', coalesce(extract(epoch FROM s.visited_at)::text, ''))
      ELSE concat('post:', p.id) END AS key,
    CASE h.kind WHEN 'reply' THEN concat('reply:', p.thread_id, ':', coalesce(r.up_to, 0)) END AS mail_key, coalesce(r.is_muted, false) AS is_muted
  FROM (${HEARERS}) h CROSS JOIN this_post p
    LEFT JOIN thread_reader r ON r.thread_id = p.thread_id AND r.user_id = h.user_id
    LEFT JOIN space_reader s ON s.space_id = p.space_id AND s.user_id = h.user_id
  WHERE h.user_id <> p.author_id AND ($2 OR coalesce(r.up_to, 0) < p.number)
    AND (h.kind IN ('announcement', 'mention') OR r.is_following IS DISTINCT FROM false)
    AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = h.user_id AND b.blocked_id = p.author_id)
    AND ${mayReadSql('h.user_id', 'p')}
  ORDER BY h.user_id, h.rank`;

/** Announcements have a mail of their own. */
const MAILS = `SELECT concat(coalesce(b.mail_key, b.key), ':', b.user_id) AS natural_key, b.kind, b.kind = ANY ($3::text[]) AS is_transactional, b.user_id, u.email AS address,
    jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) AS recipient, jsonb_build_object('postId', p.id) AS data
  FROM told b CROSS JOIN this_post p JOIN users u ON u.id = b.user_id LEFT JOIN mail_preference w ON w.user_id = b.user_id AND w.kind = b.kind
  WHERE b.kind <> 'announcement' AND NOT b.is_muted AND coalesce(w.email, 'now') <> 'off' ORDER BY b.user_id`;

/**
 * Tells everyone of one post, in one statement however many they are, and of the same post only once: $1 the post, $2 whether only those are told whom
 * it names now, $3 the kinds whose mails are transactional. What was marked read before this was written is news again; of
 * what is unread the first is named, in whatever order posts are heard of.
 */
export const TELL_OF_POST = `WITH this_post AS MATERIALIZED (${THIS_POST}), told AS MATERIALIZED (${TOLD}),
  shown AS (
    INSERT INTO notification (user_id, kind, natural_key, space_id, thread_id, post_id)
    SELECT b.user_id, b.kind, b.key, p.space_id, p.thread_id, p.id FROM told b CROSS JOIN this_post p LEFT JOIN mail_preference w ON w.user_id = b.user_id AND w.kind = b.kind
    WHERE coalesce(w.in_app, true) ORDER BY b.user_id
    ON CONFLICT (user_id, natural_key) DO UPDATE SET read_at = NULL, created_at = academy_now(), post_id = excluded.post_id
      WHERE notification.kind IN ('followed', 'new-threads') AND (notification.read_at < (SELECT created_at FROM this_post)
        OR (notification.read_at IS NULL AND (SELECT created_at FROM this_post) < (SELECT q.created_at FROM post q WHERE q.id = notification.post_id)))
    RETURNING 1),
  mailed AS (${queueMailSql(MAILS)})
  SELECT (SELECT count(*)::int FROM shown) AS shown, (SELECT count(*)::int FROM mailed) AS mailed`;
