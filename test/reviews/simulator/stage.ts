import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { ConsoleLogger, type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, Database, PlatformModule, readConfig } from '@academy/platform';
import { PeopleModule } from '@academy/people';
import { CoursesModule } from '@academy/courses';
import { EditionsModule } from '@academy/editions';
import { EnrolmentsModule } from '@academy/enrolments';
import { LearningModule } from '@academy/learning';
import { Assignments, Claims, Duties, Grades, Lending, ReviewExpectation, ReviewRounds, ReviewsModule, ReviewStanding } from '@academy/reviews';

@Module({})
class StageModule {
  static for(config: ReturnType<typeof readConfig>): DynamicModule {
    return { module: StageModule, imports: [PlatformModule.for(config, 'worker'), PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule] };
  }
}

const LEVELS = [
  { key: 'weak', points: 0, title: 'Weak', descriptor: '' },
  { key: 'good', points: 2, title: 'Good', descriptor: '' },
];
export const KEY = 'scenario';
const OUTLINE = [{ key: 'm', title: 'Design', summary: '', sections: [{ key: 's', title: 'Write', activities: [{ key: KEY, kind: 'assignment', title: 'My scenario', required: true, completion: { rule: 'reviewed' } }] }] }];

export type AssignmentSettings = { reviewsToGive?: number; reviewsWanted?: number; ownSubmissionFirst?: boolean; rounds?: number; trainingRequired?: boolean; examples?: object[] };
export type EditionDates = { startsAt: Date; endsAt: Date; submitBy?: Date; graceHours?: number; reviewBy?: Date; reviewFrom?: Date };
export type Teacher = { userId: string; enrolmentId: string };
export type TeacherInput = { reads: string[]; school?: string | null };

/** The services of peer review on a database, without web, worker and queue; people and editions made by SQL. */
export class ReviewStage {
  readonly database: Database;
  readonly clock: Clock;
  readonly lending: Lending;
  readonly claims: Claims;
  readonly duties: Duties;
  readonly grades: Grades;
  readonly rounds: ReviewRounds;
  readonly assignments: Assignments;
  readonly expectation: ReviewExpectation;
  readonly standing: ReviewStanding;

  private constructor(private readonly context: INestApplicationContext) {
    this.database = context.get(Database);
    this.clock = context.get(Clock);
    this.lending = context.get(Lending, { strict: false });
    this.claims = context.get(Claims, { strict: false });
    this.duties = context.get(Duties, { strict: false });
    this.grades = context.get(Grades, { strict: false });
    this.rounds = context.get(ReviewRounds, { strict: false });
    this.assignments = context.get(Assignments, { strict: false });
    this.expectation = context.get(ReviewExpectation, { strict: false });
    this.standing = context.get(ReviewStanding, { strict: false });
  }

  static async open(databaseUrl: string, connections = 20): Promise<ReviewStage> {
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATABASE_POOL: String(connections), ACADEMY_SECRET: 'the secret of the tests' });
    return new ReviewStage(await NestFactory.createApplicationContext(StageModule.for(config), { logger: new ConsoleLogger({ colors: false, logLevels: ['error', 'fatal'] }) }));
  }

  close = (): Promise<void> => this.context.close();

  /** A course with one peer-reviewed assignment, published. */
  async course(settings: AssignmentSettings = {}): Promise<{ courseId: string; versionId: string }> {
    const [courseId, versionId] = [randomUUID(), randomUUID()];
    const activity = {
      key: KEY, kind: 'assignment', title: 'My scenario', required: true, completion: { rule: 'reviewed' }, prompt: '', passMark: 0.5, anonymity: 'double-blind', attachments: false,
      rubric: { criteria: [{ key: 'idea', title: 'The idea', commentRequired: false, levels: LEVELS }] }, reviewsToGive: 3, reviewsWanted: 3, ...settings,
    };
    await this.database.query(`INSERT INTO course (id, slug, title, language, licence, latest_version, published_at) VALUES ($1, $2, 'Peers', 'en', 'CC-BY-4.0', 1, academy_now())`, [courseId, `peers-${courseId.slice(0, 8)}`]);
    await this.database.query(`INSERT INTO course_version (id, course_id, number, head, outline) VALUES ($1, $2, 1, '{"title": "Peers", "language": "en"}', $3)`, [versionId, courseId, JSON.stringify(OUTLINE)]);
    await this.database.query(`INSERT INTO version_activity (version_id, key, module_key, section_key, position, activity) VALUES ($1, $2, 'm', 's', 1, $3)`, [versionId, KEY, JSON.stringify(activity)]);
    return { courseId, versionId };
  }

  /** A running edition of it. */
  async edition(course: { courseId: string; versionId: string }, dates: EditionDates): Promise<string> {
    const { startsAt, endsAt, ...deadlines } = dates;
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines) VALUES ($1, $2, $3, 'Spring', 'running', $4, $5, $4, $5, '{"mode": "all"}', $6)`,
      [id, course.courseId, course.versionId, startsAt, endsAt, JSON.stringify({ [KEY]: deadlines })],
    );
    return id;
  }

  /** Enrolled people, in the order asked for. */
  async enrol(editionId: string, people: readonly TeacherInput[]): Promise<Teacher[]> {
    const rows = people.map(({ reads, school }) => ({ user: randomUUID(), enrolment: randomUUID(), reads, school: school ?? null }));
    await this.database.query(
      `INSERT INTO users (id, email, display_name, certificate_name, country, locale, reads, time_zone, school)
       SELECT (p->>'user')::uuid, p->>'user' || '@people.test', 'Person', 'Person', 'PT', 'en', ARRAY(SELECT jsonb_array_elements_text(p->'reads')), 'Europe/Lisbon', p->>'school' FROM jsonb_array_elements($1::jsonb) AS p`,
      [JSON.stringify(rows)],
    );
    await this.database.query(
      `INSERT INTO enrolment (id, edition_id, user_id, state, activated_at) SELECT (p->>'enrolment')::uuid, $2, (p->>'user')::uuid, 'active', academy_now() FROM jsonb_array_elements($1::jsonb) AS p`,
      [JSON.stringify(rows), editionId],
    );
    return rows.map(({ user, enrolment }) => ({ userId: user, enrolmentId: enrolment }));
  }

  /** Hands a work in, as of now. */
  async submit(editionId: string, author: Teacher, language: string, change: { isLate?: boolean; reviewBy?: Date; round?: number; groupId?: string; school?: string } = {}): Promise<string> {
    const assignment = await this.assignments.find(editionId, KEY);
    const now = this.clock.now();
    const round = change.round ?? 1;
    return this.database.transaction(async (tx) => {
      await this.duties.open(tx, assignment, { editionId, activityKey: KEY, round }, author, now);
      const [{ id }] = await tx.query(
        `INSERT INTO submission (edition_id, activity_key, round, version_id, group_id, author_ids, author_schools, state, language, submitted_at, is_late, review_by, wanted)
         VALUES ($1, $2, $3, $4, $5, ARRAY[$6::uuid], $7, 'submitted', $8, academy_now(), $9, $10, $11) RETURNING id`,
        [editionId, KEY, round, assignment.versionId, change.groupId ?? null, author.userId, change.school ? [change.school] : [], language, change.isLate ?? false, change.reviewBy ?? assignment.reviewBy ?? new Date(now.getTime() + 7 * 86_400_000), assignment.activity.reviewsWanted],
      );
      await tx.query('INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) VALUES ($1, $2, $3, $4, $5)', [author.enrolmentId, KEY, round, id, author.userId]);
      return id as string;
    });
  }

  /** Hands a review in, all levels good. Answers whether it was accepted. */
  async finish(reviewId: string): Promise<boolean> {
    try {
      await this.database.transaction(async (tx) => {
        const [{ submission_id: submissionId }] = await tx.query(`SELECT submission_id FROM review WHERE id = $1`, [reviewId]);
        await tx.query(`UPDATE review SET scores = '{"idea": "good"}' WHERE id = $1`, [reviewId]);
        await this.claims.finish(tx, reviewId);
        await this.grades.consider(tx, submissionId);
      });
      return true;
    } catch (error) {
      if ((error as { reason?: string }).reason === 'claim-expired') return false;
      throw error;
    }
  }

  /** What follows from released grades: no relay runs here that would have it done. */
  async settleAuthors(editionId: string): Promise<void> {
    const authors = await this.database.query<{ enrolmentId: string }>(
      `SELECT DISTINCT a.enrolment_id AS "enrolmentId" FROM submission_author a JOIN enrolment e ON e.id = a.enrolment_id WHERE e.edition_id = $1 ORDER BY 1`, [editionId]);
    for (const { enrolmentId } of authors) await this.database.transaction((tx) => this.standing.settle(tx, enrolmentId, KEY));
  }

  /** Moves the clock, forwards or back: only this process looks at it. */
  async setClock(instant: Date): Promise<void> {
    await this.database.query('UPDATE clock SET shift = $1::timestamptz - clock_timestamp()', [instant]);
    await this.clock.follow();
  }

  /** Counters that differ from what the rows say. */
  wrongCounters(): Promise<object[]> {
    return this.database.query(
      `SELECT s.id, s.finished, s.lent, s.wanted, r.done, r.claimed FROM submission s
       CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'claimed') AS claimed FROM review WHERE submission_id = s.id) AS r
       WHERE s.finished <> r.done OR s.lent <> r.claimed
       UNION ALL
       SELECT d.user_id, d.given, 0, d.to_give, r.given, 0 FROM review_duty d
       CROSS JOIN LATERAL (SELECT count(*) AS given FROM review WHERE reviewer_id = d.user_id AND edition_id = d.edition_id AND activity_key = d.activity_key AND round = d.round AND state IN ('done', 'removed')) AS r
       WHERE d.given <> r.given`,
    );
  }
}
