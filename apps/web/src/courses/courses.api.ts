import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { found, type Page, PageQuery, NotFound } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import {
  ACTIVITY_KINDS, AuthoredCourse, CourseDescription, CourseQueries, Courses, LEVELS, NewCourse, Publishing, QUESTION_TYPES, SUBJECTS, Versions,
} from '@academy/courses';
import { z } from 'zod';
import { Allow, AllowSomewhere } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';
import { Catalogue, CatalogueEntry, CatalogueQuery, CoursePresentation } from './catalogue';

const IdOrSlug = z.string().regex(/^[a-z0-9-]{1,64}$/);
const Vocabularies = z.object({ subjects: z.array(z.string()), levels: z.array(z.string()), activityKinds: z.array(z.string()), questionTypes: z.array(z.string()) });
const MyCourses = z.strictObject(PageQuery);
const NewVersion = z.strictObject({ notes: z.string().max(10_000).default('') });
const Problem = z.object({ severity: z.enum(['error', 'warning']), path: z.string(), code: z.string(), message: z.string() });
const Published = z.object({ version: z.number(), versionId: z.string(), problems: z.array(Problem) });
const VersionList = z.object({
  items: z.array(z.object({ id: z.string(), number: z.number(), notes: z.string(), publishedAt: z.string(), publishedBy: z.string().nullable() })),
});

@Controller('api/v1')
export class CoursesApi {
  constructor(
    private readonly courses: Courses,
    private readonly queries: CourseQueries,
    private readonly catalogue: Catalogue,
    private readonly publishing: Publishing,
    private readonly versions: Versions,
  ) {}

  @Get('vocabularies')
  @Allow('anyone')
  @Answers({ 200: Vocabularies })
  vocabularies(): z.infer<typeof Vocabularies> {
    return { subjects: [...SUBJECTS], levels: [...LEVELS], activityKinds: ACTIVITY_KINDS, questionTypes: [...QUESTION_TYPES] };
  }

  @Get('courses')
  @Allow('anyone')
  @Answers({ 200: listOf(CatalogueEntry) })
  list(@Query({ schema: CatalogueQuery }) query: CatalogueQuery): Promise<Page<CatalogueEntry>> {
    return this.catalogue.list(query);
  }

  @Get('me/courses')
  @AllowSomewhere('course.read-draft')
  @Answers({ 200: listOf(AuthoredCourse) })
  mine(@Me() me: Actor, @Query({ schema: MyCourses }) page: z.infer<typeof MyCourses>): Promise<Page<AuthoredCourse>> {
    return this.queries.writtenBy(me, page);
  }

  @Post('courses')
  @Allow('course.create')
  @Answers({ 201: CourseDescription })
  async create(@Body({ schema: NewCourse }) input: NewCourse, @Me() me: Actor): Promise<CourseDescription> {
    const { id } = await this.courses.create(input, me.userId);
    return found(await this.queries.describe(id), 'course');
  }

  /** Before its first version a course is there for those who write it alone. */
  @Get('courses/:idOrSlug')
  @Allow('anyone')
  @Answers({ 200: CoursePresentation })
  async show(@Param('idOrSlug', { schema: IdOrSlug }) idOrSlug: string, @Me() me: Actor | null): Promise<CoursePresentation> {
    const course = found(await this.catalogue.describe(idOrSlug), 'course');
    if (course.version === null && !can(me, 'course.read-draft', { courseId: course.id })) throw new NotFound('course');
    return course;
  }

  @Get('courses/:id/versions')
  @Allow('course.read-draft', { course: 'id' })
  @Answers({ 200: VersionList })
  async listVersions(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof VersionList>> {
    return { items: await this.versions.ofCourse(id) };
  }

  @Post('courses/:id/versions')
  @Allow('course.author', { course: 'id' })
  @Answers({ 201: Published })
  publish(@Param('id', { schema: Id }) id: string, @Body({ schema: NewVersion }) { notes }: z.infer<typeof NewVersion>, @Me() me: Actor): Promise<z.infer<typeof Published>> {
    return this.publishing.publish(id, notes, me.userId);
  }

  @Post('courses/:id/draft/check')
  @Allow('course.read-draft', { course: 'id' })
  @Answers({ 200: z.object({ problems: z.array(Problem) }) })
  async check(@Param('id', { schema: Id }) id: string): Promise<{ problems: z.infer<typeof Problem>[] }> {
    return { problems: await this.publishing.check(id) };
  }
}
