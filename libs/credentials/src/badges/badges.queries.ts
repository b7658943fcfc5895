import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';
import type { BadgeDesign, Skill } from './badge.entity';
import { Badges } from './badges.service';

export type BadgeSummary = {
  id: string;
  courseId: string;
  name: string;
  description: string;
  criteria: string;
  trigger: string;
  design: BadgeDesign;
  hasPicture: boolean;
  skills: Skill[];
  validMonths: number | null;
  retiredAt: Date | null;
};

/** More than anyone makes for one course. */
const MOST = 200;

/** Badges, for pages and API. */
@Injectable()
export class BadgeQueries {
  constructor(
    private readonly database: Database,
    private readonly badges: Badges,
  ) {}

  /** Badges of a course, its own first, retired ones last; its own is made when it is asked for before the worker has made it. Throws NotFound. */
  async ofCourse(courseId: string): Promise<BadgeSummary[]> {
    const badges = await this.list(courseId);
    if (badges.some(({ trigger }) => trigger === 'course')) return badges;
    await this.badges.ensureCourseBadge(courseId);
    const made = await this.list(courseId);
    if (made.length === 0) found(await this.database.one('SELECT id FROM course WHERE id = $1', [courseId]), 'course');
    return made;
  }

  /** Those that can be awarded. */
  async toAward(courseId: string): Promise<BadgeSummary[]> {
    return (await this.ofCourse(courseId)).filter(({ retiredAt }) => retiredAt === null);
  }

  /** How many hold it, or held it. */
  async awarded(badgeId: string): Promise<number> {
    return (await this.database.one<{ count: number }>('SELECT count(DISTINCT enrolment_id)::int AS count FROM award WHERE badge_id = $1', [badgeId]))!.count;
  }

  private list(courseId: string): Promise<BadgeSummary[]> {
    return this.database.query<BadgeSummary>(
      `SELECT id, course_id AS "courseId", name, description, criteria, trigger, design, image_key IS NOT NULL AS "hasPicture", skills, valid_months AS "validMonths", retired_at AS "retiredAt"
       FROM badge WHERE course_id = $1 ORDER BY retired_at IS NOT NULL, (trigger = 'course') DESC, created_at, id LIMIT ${MOST}`,
      [courseId],
    );
  }
}
