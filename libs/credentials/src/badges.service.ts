import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { brokenConstraint, Clock, Database, found, Invalid, record, Refused, row } from '@academy/platform';
import { Versions } from '@academy/courses';
import { Badge } from './credential.entities';
import { BadgeCreated } from './credentials.facts';
import { drawBadge } from './rendering/badge.picture';

export type NewBadge = { name: string; description: string; criteria: string; trigger: string };
export type BadgeSummary = { id: string; courseId: string; name: string; description: string; criteria: string; trigger: string };

/** What can be earned in a course. */
@Injectable()
export class Badges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /** Badges of a course, its own first; that one is made when it is asked for before the worker has made it. Throws NotFound. */
  async ofCourse(courseId: string): Promise<BadgeSummary[]> {
    const badges = await this.list(courseId);
    if (badges.some(({ trigger }) => trigger === 'course')) return badges;
    await this.ensureCourseBadge(courseId);
    const made = await this.list(courseId);
    if (made.length === 0) found(await this.database.one('SELECT id FROM course WHERE id = $1', [courseId]), 'course');
    return made;
  }

  async find(badgeId: string): Promise<Badge> {
    return found(await this.database.source.manager.findOneBy(Badge, { id: badgeId }), 'badge');
  }

  /** Adds a badge. Refuses a second one with the same trigger, and a module that the course does not have. */
  async create(courseId: string, input: NewBadge, actorId: string): Promise<Badge> {
    if (input.trigger.startsWith('module:')) await this.refuseUnknownModule(courseId, input.trigger.slice('module:'.length));
    const badge: Badge = { ...input, id: randomUUID(), courseId, picture: drawBadge({ title: input.name }), createdAt: this.clock.now() };
    await this.database
      .transaction(async (tx) => {
        await tx.insert(Badge, badge);
        await record(tx, BadgeCreated, { badgeId: badge.id, courseId }, { actorId });
      })
      .catch((error: unknown) => {
        if (brokenConstraint(error) === 'badge_trigger_uq') throw new Refused('badge-exists', { trigger: input.trigger });
        throw error;
      });
    return badge;
  }

  /** Every published course has a badge for completing it. */
  async ensureCourseBadge(courseId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const course = await row<{ title: string; summary: string }>(
        tx,
        `SELECT title, summary FROM course WHERE id = $1 AND latest_version IS NOT NULL AND NOT EXISTS (SELECT FROM badge WHERE course_id = $1 AND trigger = 'course')`,
        [courseId],
      );
      if (!course) return;
      const badgeId = randomUUID();
      const made = await row(
        tx,
        `INSERT INTO badge (id, course_id, name, description, criteria, picture, trigger) VALUES ($1, $2, $3, $4, $5, $6, 'course')
         ON CONFLICT (course_id, trigger) WHERE trigger <> 'manual' DO NOTHING RETURNING id`,
        [badgeId, courseId, course.title, course.summary, `All required activities of the course “${course.title}” completed.`, drawBadge({ title: course.title })],
      );
      if (made) await record(tx, BadgeCreated, { badgeId, courseId });
    });
  }

  private list(courseId: string): Promise<BadgeSummary[]> {
    return this.database.query<BadgeSummary>(
      `SELECT id, course_id AS "courseId", name, description, criteria, trigger FROM badge WHERE course_id = $1 ORDER BY (trigger = 'course') DESC, created_at, id`,
      [courseId],
    );
  }

  private async refuseUnknownModule(courseId: string, moduleKey: string): Promise<void> {
    const latest = await this.versions.latest(courseId);
    const modules = latest ? (await this.versions.outline(latest.id)).modules : [];
    if (!modules.some(({ key }) => key === moduleKey)) throw new Invalid([{ pointer: '/trigger', detail: 'names a module that the published course does not have' }]);
  }
}
