import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import type { Space } from '../space.rules';
import { SPACE_OF_PERSON } from '../spaces.queries';
import type { LanguageChoice } from './language.rules';

/** A space as somebody finds it who comes to read. */
export type VisitedSpace = Space &
  Readonly<{
    course: { id: string; slug: string; title: string; language: string };
    edition: { name: string; versionId: string } | null;
    /** Her own place in this edition. */
    enrolmentId: string | null;
    /** She completed an edition of the course: its alumni space is hers. */
    isAlumna: boolean;
    /** When she was here before this visit; null the first time. */
    visitedBefore: Date | null;
    languages: LanguageChoice;
    /** What she reads by her profile. */
    reads: string[];
    /** The languages of the space's threads, exactly as they are tagged. */
    present: string[];
  }>;

/** Every language of a space's threads, leaping from one to the next in the index: it takes as long as there are languages. */
const PRESENT = `WITH RECURSIVE leap AS (
    (SELECT t.language FROM thread t WHERE t.space_id = $1 AND t.state = 'shown' ORDER BY t.language LIMIT 1)
    UNION ALL
    SELECT (SELECT t.language FROM thread t WHERE t.space_id = $1 AND t.state = 'shown' AND t.language > l.language ORDER BY t.language LIMIT 1) FROM leap l WHERE l.language IS NOT NULL)
  SELECT array_agg(language) FROM leap WHERE language IS NOT NULL`;

/** Coming to a space. */
@Injectable()
export class Visits {
  constructor(private readonly database: Database) {}

  /** Notes a visit: what came since the one before is new. Looking again within half an hour is the same visit. Throws NotFound. */
  async arrive(spaceId: string, userId: string): Promise<VisitedSpace> {
    const space = await this.database.one<VisitedSpace>(
      `WITH space AS (${SPACE_OF_PERSON}),
            visit AS (
              INSERT INTO space_reader (user_id, space_id, visited_at) SELECT $2, s.id, academy_now() FROM space s
              ON CONFLICT (user_id, space_id) DO UPDATE SET
                visited_before_at = CASE WHEN space_reader.visited_at < academy_now() - interval '30 minutes' THEN space_reader.visited_at ELSE space_reader.visited_before_at END,
                visited_at = academy_now()
              RETURNING visited_before_at, languages)
       SELECT s.*, jsonb_build_object('id', c.id, 'slug', c.slug, 'title', c.title, 'language', c.language) AS course,
              CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('name', d.name, 'versionId', d.version_id) END AS edition,
              (SELECT e.id FROM enrolment e WHERE e.edition_id = d.id AND e.user_id = $2 AND e.state IN ('active', 'completed', 'expired')) AS "enrolmentId",
              EXISTS (SELECT FROM enrolment e JOIN edition x ON x.id = e.edition_id WHERE x.course_id = c.id AND e.user_id = $2 AND e.state = 'completed') AS "isAlumna",
              v.visited_before_at AS "visitedBefore", v.languages, array_append(u.reads, u.locale) AS reads, coalesce((${PRESENT}), '{}') AS present
       FROM space s JOIN course c ON c.id = s."courseId" LEFT JOIN edition d ON d.id = s."editionId" JOIN users u ON u.id = $2 CROSS JOIN visit v`,
      [spaceId, userId],
    );
    return found(space, 'edition');
  }

  /** Remembers which languages somebody wants to read here. */
  async chooseLanguages(spaceId: string, userId: string, languages: LanguageChoice): Promise<void> {
    await this.database.query('UPDATE space_reader SET languages = $3 WHERE space_id = $1 AND user_id = $2', [spaceId, userId, languages]);
  }
}
