import { Injectable } from '@nestjs/common';
import { Database, type Page, PageQuery } from '@academy/platform';
import { CourseDescription, CourseQueries, CourseSummary, LanguageTag, LEVELS, SUBJECTS } from '@academy/courses';
import { EDITION_STATES, EditionQueries } from '@academy/editions';
import { z } from 'zod';

/** States that visitors see. */
const STATES = EDITION_STATES.filter((state) => state !== 'draft');

export const CatalogueQuery = z.strictObject({
  ...PageQuery,
  q: z.string().max(200).optional(),
  subject: z.enum(SUBJECTS).optional(),
  level: z.enum(LEVELS).optional(),
  language: LanguageTag.optional(),
  /** Courses with an edition in this state. */
  status: z.enum(STATES).optional(),
});
export type CatalogueQuery = z.infer<typeof CatalogueQuery>;

const Edition = z.object({
  id: z.string(),
  courseId: z.string(),
  name: z.string(),
  state: z.enum(EDITION_STATES),
  selfPaced: z.boolean(),
  enrolFrom: z.string(),
  enrolUntil: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  seats: z.number().nullable(),
  seatsTaken: z.number(),
});
/** A course with the edition that a visitor would ask for. */
export const CatalogueEntry = CourseSummary.extend({ nextEdition: Edition.nullable() });
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;
export const CoursePresentation = CourseDescription.extend({ nextEdition: Edition.nullable(), editions: z.array(Edition) });
export type CoursePresentation = z.infer<typeof CoursePresentation>;

/** Courses with their editions, for pages and API: the one thing that two libs answer together. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseQueries,
    private readonly editions: EditionQueries,
  ) {}

  async list({ status, ...query }: CatalogueQuery): Promise<Page<CatalogueEntry>> {
    const courseIds = status === undefined ? undefined : await this.coursesIn(status);
    const { items, nextCursor } = await this.courses.catalogue({ ...query, courseIds });
    const next = await this.editions.nextOf(items.map(({ id }) => id));
    return { items: items.map((course) => ({ ...course, nextEdition: next.get(course.id) ?? null })), nextCursor };
  }

  /** Null where there is no such course. One without a version is there for its authors alone: see `version`. */
  async describe(idOrSlug: string): Promise<CoursePresentation | null> {
    const course = await this.courses.describe(idOrSlug);
    if (!course) return null;
    const [next, editions] = await Promise.all([this.editions.nextOf([course.id]), this.editions.ofCourse(course.id)]);
    return { ...course, nextEdition: next.get(course.id) ?? null, editions };
  }

  private async coursesIn(state: string): Promise<string[]> {
    const courses = await this.database.lagging<{ id: string }>('SELECT DISTINCT course_id AS id FROM edition WHERE state = $1', [state]);
    return courses.map(({ id }) => id);
  }
}
