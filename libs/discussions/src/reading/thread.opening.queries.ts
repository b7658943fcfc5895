import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import type { PostDraft } from '../posting/drafts.service';
import { FIRST_UNREAD, HEAD, type ThreadHead } from './thread.page.queries';

/** Where a space lies, as whoever asks finds it: what the head of its pages says. */
export type SpacePlace = Readonly<{
  courseTitle: string;
  courseLanguage: string;
  /** Null among alumni, as the version. */
  editionName: string | null;
  versionId: string | null;
  /** The asker's own, whose outline is one step up. */
  enrolmentId: string | null;
}>;
export type ThreadOpening = ThreadHead & Readonly<{ place: SpacePlace; /** The post that begins the page before this one. */ previousAt: number | null; firstUnreadId: string | null; draft: (PostDraft & { savedAt: string }) | null }>;

const PLACE = `jsonb_build_object('courseTitle', c.title, 'courseLanguage', c.language, 'editionName', d.name, 'versionId', d.version_id,
  'enrolmentId', (SELECT e.id FROM enrolment e WHERE e.edition_id = d.id AND e.user_id = $2 AND e.state IN ('active', 'completed', 'expired') LIMIT 1))`;

/** All that a page of a thread says round its posts, in one statement. */
@Injectable()
export class ThreadOpenings {
  constructor(private readonly database: Database) {}

  /** A thread as its page opens it at this post. Throws NotFound as `ThreadPages.head` does. */
  async of(threadId: string, userId: string, at: number, limit: number, draftPlace: string): Promise<ThreadOpening> {
    const opening = await this.database.one<ThreadOpening>(
      `SELECT ${HEAD}, ${PLACE} AS place, (${FIRST_UNREAD}) AS "firstUnreadId",
              CASE WHEN $3::int > 1 THEN (SELECT b.number FROM (SELECT p.root_number, p.number FROM post p WHERE p.thread_id = t.id
                AND (p.root_number, p.number) < (SELECT s.root_number, s.number FROM post s WHERE s.thread_id = t.id AND s.number = $3) ORDER BY p.root_number DESC, p.number DESC LIMIT $4) b
                ORDER BY b.root_number, b.number LIMIT 1) END AS "previousAt",
              (SELECT jsonb_build_object('title', f.title, 'markdown', f.markdown, 'savedAt', f.saved_at) FROM post_draft f WHERE f.user_id = $2 AND f.place = $5) AS draft
       FROM thread t JOIN users u ON u.id = t.author_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id LEFT JOIN thread_reader r ON r.thread_id = t.id AND r.user_id = $2
       WHERE t.id = $1 AND (t.state IN ('shown', 'merged') OR (t.state = 'held' AND t.author_id = $2))`,
      [threadId, userId, at, limit, draftPlace],
    );
    return found(opening, 'thread');
  }

  /** Where a space lies. Throws NotFound. */
  async place(spaceId: string, userId: string): Promise<SpacePlace> {
    const placed = await this.database.one<{ place: SpacePlace }>(
      `SELECT ${PLACE} AS place FROM (SELECT id AS edition_id, course_id FROM edition WHERE id = $1 UNION ALL SELECT NULL, id FROM course WHERE id = $1) s
       JOIN course c ON c.id = s.course_id LEFT JOIN edition d ON d.id = s.edition_id`,
      [spaceId, userId],
    );
    return found(placed, 'edition').place;
  }
}
