import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, pageOf, type Page } from '@academy/platform';
import type { Actor } from '@academy/people';
import { z } from 'zod';
import type { AuthoredCourse, CourseDescription, CourseSummary } from './course.views';
import type { DraftModule } from './draft.types';
import { outlineOf } from './publishing.rules';
import type { OutlineModule } from './version.entity';

export type CatalogueFilter = {
  /** Words that all occur in title, summary or outcomes; case and accents do not count. */
  q?: string | undefined;
  subject?: string | undefined;
  level?: string | undefined;
  language?: string | undefined;
  /** Only these courses: where another lib has something to say. */
  courseIds?: readonly string[] | undefined;
  limit: number;
  cursor?: string | undefined;
};

type Dated<T> = Omit<T, 'publishedAt'> & { publishedAt: Date | null };

const SUMMARY = `c.id, c.slug, c.title, c.language, c.summary, c.subjects, c.levels, c.workload_hours::float8 AS "workloadHours",
  c.outcomes, c.licence, c.latest_version AS version, c.published_at AS "publishedAt"`;
/** Sort keys with microseconds, which a Date would cut off. */
const exactly = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
/** Where a page of a list begins: a time and an identifier. Made once, for schemas are slow to make. */
const PLACE = [z.iso.datetime(), z.uuid()] as const;
const MOST_WORDS = 10;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What pages and API show of courses. */
@Injectable()
export class CourseQueries {
  constructor(private readonly database: Database) {}

  /** Published courses, those published last first. */
  async catalogue(filter: CatalogueFilter): Promise<Page<CourseSummary>> {
    const after = decodeCursor(filter.cursor, ...PLACE);
    const words = (filter.q ?? '').split(/\s+/).filter((word) => word !== '').slice(0, MOST_WORDS);
    const found = await this.database.lagging<Dated<CourseSummary> & { at: string }>(
      `SELECT ${SUMMARY}, ${exactly('c.published_at')} AS at FROM course c
       WHERE c.latest_version IS NOT NULL
         AND NOT EXISTS (SELECT FROM unnest($1::text[]) AS word
                         WHERE strpos(lower(unaccent(concat_ws(' ', c.title, c.summary, jsonb_path_query_array(c.outcomes, '$[*].text')::text))), lower(unaccent(word))) = 0)
         AND ($2::text IS NULL OR $2 = ANY(c.subjects)) AND ($3::text IS NULL OR $3 = ANY(c.levels))
         AND ($4::text IS NULL OR c.language = $4 OR c.language LIKE $4 || '-%') AND ($5::uuid[] IS NULL OR c.id = ANY($5))
         AND ($6::timestamptz IS NULL OR (c.published_at, c.id) < ($6, $7::uuid))
       ORDER BY c.published_at DESC, c.id DESC LIMIT $8`,
      [words, filter.subject ?? null, filter.level ?? null, filter.language ?? null, filter.courseIds ?? null, after?.[0] ?? null, after?.[1] ?? null, filter.limit + 1],
    );
    return pageOf(found, filter.limit, (last) => encodeCursor(last.at, last.id), ({ at: _, ...course }) => withText(course));
  }

  /** A course by identifier or slug: what its newest version says, or its draft before the first. Null where there is none. */
  async describe(idOrSlug: string): Promise<CourseDescription | null> {
    const course = await this.database.one<Dated<Omit<CourseDescription, 'modules'>> & { outline: OutlineModule[] | null; drafted: DraftModule[] | null }>(
      `SELECT ${SUMMARY}, v.outline, CASE WHEN v.id IS NULL THEN (SELECT content->'modules' FROM course_draft WHERE course_id = c.id) END AS drafted,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('displayName', u.display_name) ORDER BY u.display_name), '[]')
               FROM role_grant g JOIN users u ON u.id = g.user_id WHERE g.role = 'designer' AND g.scope = 'course' AND g.scope_id = c.id::text) AS authors
       FROM course c LEFT JOIN course_version v ON v.course_id = c.id AND v.number = c.latest_version
       WHERE ${UUID.test(idOrSlug) ? 'c.id' : 'c.slug'} = $1`,
      [idOrSlug],
    );
    if (!course) return null;
    const { outline, drafted, ...summary } = course;
    return { ...withText(summary), modules: (outline ?? outlineOf({ modules: drafted ?? [] })).map(moduleSummary) };
  }

  /** Courses that a person writes or reviews, by the roles they hold there; those worked on last first. */
  async writtenBy(actor: Pick<Actor, 'roles'>, page: { limit: number; cursor?: string | undefined }): Promise<Page<AuthoredCourse>> {
    const after = decodeCursor(page.cursor, ...PLACE);
    const theirs = actor.roles.flatMap(({ role, scope, id }) => (scope === 'course' && (role === 'designer' || role === 'reviewer') ? (id ?? []) : []));
    const found = await this.database.query<Dated<Omit<AuthoredCourse, 'draftUpdatedAt'>> & { draftUpdatedAt: Date; at: string }>(
      `SELECT ${SUMMARY}, d.revision AS "draftRevision", d.updated_at AS "draftUpdatedAt", ${exactly('d.updated_at')} AS at
       FROM course c JOIN course_draft d ON d.course_id = c.id
       WHERE c.id = ANY($1) AND ($2::timestamptz IS NULL OR (d.updated_at, c.id) < ($2, $3::uuid))
       ORDER BY d.updated_at DESC, c.id DESC LIMIT $4`,
      [theirs, after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
    );
    return pageOf(found, page.limit, (last) => encodeCursor(last.at, last.id), ({ at: _, draftUpdatedAt, ...course }) => ({
      ...withText(course),
      draftUpdatedAt: draftUpdatedAt.toISOString(),
    }));
  }

  async isThere(courseId: string): Promise<boolean> {
    return (await this.database.one('SELECT FROM course WHERE id = $1', [courseId])) !== null;
  }
}

const withText = <T extends { publishedAt: Date | null }>(course: T): Omit<T, 'publishedAt'> & { publishedAt: string | null } => ({
  ...course,
  publishedAt: course.publishedAt?.toISOString() ?? null,
});

function moduleSummary({ key, title, summary, sections }: OutlineModule): CourseDescription['modules'][number] {
  const activities = sections.flatMap((section) => section.activities);
  return { key, title, summary, activities: activities.length, minutes: activities.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) };
}
