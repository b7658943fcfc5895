import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { Actor } from '@academy/people';

export type ModeratedEdition = { id: string; name: string; course: string; courseLanguage: string; open: number; overdue: number; posts: number; appeals: number };

/** The editions that somebody moderates or runs, with what waits in them. */
@Injectable()
export class ModeratedEditions {
  constructor(private readonly database: Database) {}

  of({ userId }: Actor): Promise<ModeratedEdition[]> {
    return this.database.query<ModeratedEdition>(
      `SELECT e.id, e.name, c.title AS course, c.language AS "courseLanguage", n.open, n.overdue, w.posts, w.appeals
       FROM edition e JOIN course c ON c.id = e.course_id
       CROSS JOIN LATERAL (SELECT count(*)::int AS open, (count(*) FILTER (WHERE due_at < academy_now()))::int AS overdue FROM review_case WHERE edition_id = e.id AND state = 'open') n
       CROSS JOIN LATERAL (SELECT (SELECT count(*)::int FROM post_case WHERE space_id = e.id AND state = 'open') AS posts,
                                  (SELECT count(*)::int FROM post_case WHERE space_id = e.id AND appealed_at IS NOT NULL AND appeal_outcome IS NULL) AS appeals) w
       WHERE e.state <> 'draft' AND EXISTS (
         SELECT FROM role_grant g WHERE g.user_id = $1 AND g.role IN ('coordinator', 'moderator')
           AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = e.course_id::text) OR (g.scope = 'edition' AND g.scope_id = e.id::text)))
       ORDER BY n.overdue DESC, n.open + w.posts DESC, e.starts_at DESC, e.id LIMIT 200`,
      [userId],
    );
  }
}
