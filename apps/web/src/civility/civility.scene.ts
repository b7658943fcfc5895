import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';

/** Where colleagues talk, as pages about moderation name it. `name`: of the edition, or of the course among its alumni. */
export type Scene = Readonly<{ spaceId: string; editionId: string | null; courseId: string; name: string; course: string; courseLanguage: string }>;

@Injectable()
export class Scenes {
  constructor(private readonly database: Database) {}

  /** Throws NotFound. */
  async of(spaceId: string): Promise<Scene> {
    const scene = await this.database.one<Scene>(
      `SELECT $1::uuid AS "spaceId", d.id AS "editionId", c.id AS "courseId", coalesce(d.name, c.title) AS name, c.title AS course, c.language AS "courseLanguage"
       FROM course c LEFT JOIN edition d ON d.course_id = c.id AND d.id = $1 WHERE c.id = coalesce((SELECT course_id FROM edition WHERE id = $1), $1)`,
      [spaceId],
    );
    return found(scene, 'space');
  }
}
