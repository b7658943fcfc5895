import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, record, Refused, row, rows, type Transaction } from '@academy/platform';
import { grantRole } from '@academy/people';
import { CourseCreated } from './course.facts';
import type { Course } from './course.entity';
import type { NewCourse } from './course.schemas';
import type { CourseModule } from './activity.schemas';
import type { DraftModule } from './draft.types';
import { refuseErrors } from './input';
import { incomingErrors, incomingModule, Intake } from './intake.rules';
import { freeKey, isReservedSlug, keyFromText } from './keys.rules';

const FIRST_REVISION = 1;

/** Courses come into being. */
@Injectable()
export class Courses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Creates a course with an empty draft; whoever does becomes its author. Refuses a slug that is taken. */
  async create(input: NewCourse, authorId: string): Promise<Course> {
    return this.database.transaction((tx) => this.insert(tx, input, [], authorId));
  }

  /** The same in the caller's transaction, with content. Throws Invalid for one whose keys are not unique. */
  async insert(tx: Transaction, { slug, ...head }: NewCourse, modules: CourseModule[], authorId: string): Promise<Course> {
    const now = this.clock.now();
    const course = { id: randomUUID(), ...head, latestVersion: null, createdBy: authorId, createdAt: now, publishedAt: null };
    const taken = slug === undefined ? await insertUnderFreeSlug(tx, course) : await insertUnder(tx, course, slug);
    if (!taken) throw new Refused('slug-taken');
    await rows(tx, 'INSERT INTO course_draft (course_id, revision, content, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5)', [
      course.id, FIRST_REVISION, JSON.stringify({ ...head, modules: draftModules(modules) }), now, authorId,
    ]);
    await grantRole(tx, authorId, { role: 'designer', scope: 'course', id: course.id });
    await record(tx, CourseCreated, { courseId: course.id }, { actorId: authorId });
    return { ...course, slug: taken };
  }
}

function draftModules(modules: CourseModule[]): DraftModule[] {
  const nothing = { modules: [] };
  const incoming = modules.flatMap((module, m) => incomingModule(module, `/modules/${m}`));
  refuseErrors(incomingErrors(incoming, new Set(), nothing));
  const intake = new Intake(incoming, new Set(), nothing, FIRST_REVISION);
  return modules.map((module) => intake.module(module));
}

type Unnamed = Omit<Course, 'slug'>;

/** The slug, or null where another course has it: one that is created at the same moment is waited for. */
async function insertUnder(tx: Transaction, course: Unnamed, slug: string): Promise<string | null> {
  const inserted = await row<{ slug: string }>(
    tx,
    `INSERT INTO course (id, slug, title, language, summary, subjects, levels, workload_hours, outcomes, licence, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (slug) DO NOTHING RETURNING slug`,
    [
      course.id, slug, course.title, course.language, course.summary, course.subjects, course.levels, course.workloadHours,
      JSON.stringify(course.outcomes), course.licence, course.createdBy, course.createdAt,
    ],
  );
  return inserted?.slug ?? null;
}

/** A slug from the title, numbered where it is taken. */
async function insertUnderFreeSlug(tx: Transaction, course: Unnamed): Promise<string> {
  const wanted = keyFromText(course.title, 'course');
  for (;;) {
    const similar = await rows<{ slug: string }>(tx, `SELECT slug FROM course WHERE starts_with(slug, $1)`, [wanted.slice(0, 50)]);
    const taken = new Set(similar.map(({ slug }) => slug));
    const slug = await insertUnder(tx, course, freeKey(wanted, (key) => taken.has(key) || isReservedSlug(key)));
    if (slug) return slug;
  }
}
