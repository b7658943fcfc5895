import { Injectable } from '@nestjs/common';
import { Database, NotFound } from '@academy/platform';
import { BoundedCache } from './bounded.cache';
import type { CourseHead } from './course.schemas';
import { withDefaults } from './activity.defaults';
import type { OutlineModule, PublishedActivity } from './version.entity';

export type VersionOutline = {
  versionId: string;
  courseId: string;
  slug: string;
  number: number;
  head: CourseHead;
  modules: OutlineModule[];
};
export type VersionSummary = { id: string; number: number; notes: string; publishedAt: string; publishedBy: string | null };

const OUTLINES = 200;
const ACTIVITIES = 500;

/** What was published. A version never changes, so each process remembers what it read. */
@Injectable()
export class Versions {
  private readonly outlines = new BoundedCache<VersionOutline>(OUTLINES);
  private readonly activities = new BoundedCache<PublishedActivity>(ACTIVITIES);

  constructor(private readonly database: Database) {}

  /** Head and outline of a version, without the bodies of activities. Throws NotFound. Do not change what it answers: it is shared. */
  async outline(versionId: string): Promise<VersionOutline> {
    const known = this.outlines.get(versionId);
    if (known) return known;
    const outline = await this.database.one<VersionOutline>(
      `SELECT v.id AS "versionId", v.course_id AS "courseId", c.slug, v.number, v.head, v.outline AS modules
       FROM course_version v JOIN course c ON c.id = v.course_id WHERE v.id = $1`,
      [versionId],
    );
    if (!outline) throw new NotFound('version');
    this.outlines.set(versionId, outline);
    return outline;
  }

  /** One activity with its body and, for quizzes, the right answers. Do not change what it answers: it is shared. */
  async activity(versionId: string, key: string): Promise<PublishedActivity | null> {
    const id = `${versionId} ${key}`;
    const known = this.activities.get(id);
    if (known) return known;
    const found = await this.database.one<{ activity: PublishedActivity }>('SELECT activity FROM version_activity WHERE version_id = $1 AND key = $2', [versionId, key]);
    if (!found) return null;
    const activity = withDefaults(found.activity);
    this.activities.set(id, activity);
    return activity;
  }

  /** The newest version of a course, or null before the first. */
  latest(courseId: string): Promise<{ id: string; number: number } | null> {
    return this.database.one('SELECT id, number FROM course_version WHERE course_id = $1 ORDER BY number DESC LIMIT 1', [courseId]);
  }

  byNumber(courseId: string, number: number): Promise<{ id: string; number: number } | null> {
    return this.database.one('SELECT id, number FROM course_version WHERE course_id = $1 AND number = $2', [courseId, number]);
  }

  /** All versions of a course, newest first. */
  async ofCourse(courseId: string): Promise<VersionSummary[]> {
    const versions = await this.database.query<Omit<VersionSummary, 'publishedAt'> & { publishedAt: Date }>(
      `SELECT v.id, v.number, v.notes, v.published_at AS "publishedAt", u.display_name AS "publishedBy"
       FROM course_version v LEFT JOIN users u ON u.id = v.published_by WHERE v.course_id = $1 ORDER BY v.number DESC LIMIT 500`,
      [courseId],
    );
    return versions.map((version) => ({ ...version, publishedAt: version.publishedAt.toISOString() }));
  }
}
