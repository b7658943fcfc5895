import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';

export type EditionDates = { id: string; course: string; language: string; edition: string; startsAt: Date; endsAt: Date };

/** Editions whose weeks the clock can be moved through. */
@Injectable()
export class DemoEditions {
  constructor(private readonly database: Database) {}

  /** What is open or running and has not ended, the next to end first. */
  current(): Promise<EditionDates[]> {
    return this.database.query<EditionDates>(
      `SELECT e.id, c.title AS course, c.language, e.name AS edition, e.starts_at AS "startsAt", e.ends_at AS "endsAt"
       FROM edition e JOIN course c ON c.id = e.course_id
       WHERE e.state IN ('announced', 'open', 'running') AND NOT e.is_self_paced AND e.ends_at > academy_now()
       ORDER BY e.ends_at, e.id LIMIT 5`,
    );
  }
}
