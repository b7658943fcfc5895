import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { brokenConstraint, Clock, Database, found, Invalid, record, Refused, refuseIf, row, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import { Badge, type BadgeDesign, type Skill } from './badge.entity';
import { BadgePictures } from './badge.pictures.service';
import { readTrigger, whyNotUse } from './badge.rules';
import { BadgeChanged, BadgeCreated, BadgeRetired } from '../credentials.facts';
import { drawBadge } from '../rendering/badge.picture';

export type NewBadge = {
  name: string;
  description: string;
  criteria: string;
  trigger: string;
  design?: BadgeDesign;
  /** Of an uploaded picture, as `BadgePictures.keep` answered. */
  imageKey?: string | null;
  skills?: Skill[];
  validMonths?: number | null;
};

/** What can be earned in a course. */
@Injectable()
export class Badges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly pictures: BadgePictures,
  ) {}

  async find(badgeId: string): Promise<Badge> {
    return found(await this.database.source.manager.findOneBy(Badge, { id: badgeId }), 'badge');
  }

  /** Adds a badge. Refuses a second one with the same trigger, and a module or assignment that the course does not have. */
  async create(courseId: string, input: NewBadge, actorId: string): Promise<Badge> {
    await this.refuseUnknown(courseId, input.trigger);
    const badge = this.drawn(courseId, input);
    await this.keepingOne(input.trigger, async (tx) => {
      await tx.insert(Badge, badge);
      await record(tx, BadgeCreated, { badgeId: badge.id, courseId }, { actorId });
    });
    return badge;
  }

  /**
   * Changes a badge that nobody was awarded yet. What somebody holds keeps its meaning: a badge that was awarded is retired, and a
   * new one with the changes takes its place. Answers the badge that stands now.
   */
  async change(badgeId: string, input: NewBadge, actorId: string): Promise<{ badge: Badge; isSuccessor: boolean }> {
    const { courseId, trigger } = await this.find(badgeId);
    // It may stay what it is, when the course has its module no more.
    if (input.trigger !== trigger) await this.refuseUnknown(courseId, input.trigger);
    return this.keepingOne(input.trigger, async (tx) => {
      // Whoever awards it at the same time holds the row: they come before or after, with the one text or the other.
      const old = await lockBadge(tx, badgeId);
      refuseIf(whyNotUse(old));
      const fresh = this.drawn(courseId, input);
      const isSuccessor = (await row(tx, 'SELECT id FROM award WHERE badge_id = $1 LIMIT 1', [badgeId])) !== null;
      if (!isSuccessor) {
        const badge = { ...fresh, id: badgeId, createdAt: old.createdAt };
        await tx.save(Badge, badge, { reload: false });
        await record(tx, BadgeChanged, { badgeId, courseId }, { actorId });
        return { badge, isSuccessor };
      }
      if (isSame(old, fresh)) return { badge: old, isSuccessor: false };
      await tx.update(Badge, { id: badgeId }, { retiredAt: this.clock.now() });
      await tx.insert(Badge, fresh);
      await record(tx, BadgeRetired, { badgeId, courseId }, { actorId });
      await record(tx, BadgeCreated, { badgeId: fresh.id, courseId }, { actorId });
      return { badge: fresh, isSuccessor };
    });
  }

  /** Ends awarding; what was awarded stands. Retiring it again changes nothing. */
  async retire(badgeId: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { courseId, retiredAt } = await lockBadge(tx, badgeId);
      if (retiredAt) return;
      await tx.update(Badge, { id: badgeId }, { retiredAt: this.clock.now() });
      await record(tx, BadgeRetired, { badgeId, courseId }, { actorId });
    });
  }

  /** Every published course has a badge for completing it, once: one that was retired does not come back by itself. */
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
         ON CONFLICT (course_id, trigger) WHERE trigger <> 'manual' AND retired_at IS NULL DO NOTHING RETURNING id`,
        [badgeId, courseId, course.title, course.summary, `All required activities of the course “${course.title}” completed.`, drawBadge({ title: course.title })],
      );
      if (made) await record(tx, BadgeCreated, { badgeId, courseId });
    });
  }

  private drawn(courseId: string, { design = {}, imageKey = null, skills = [], validMonths = null, ...input }: NewBadge): Badge {
    return { ...input, id: randomUUID(), courseId, design, imageKey, skills, validMonths, picture: this.pictures.draw(input.name, design), retiredAt: null, createdAt: this.clock.now() };
  }

  private keepingOne<T>(trigger: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work).catch((error: unknown) => {
      if (brokenConstraint(error) === 'badge_trigger_uq') throw new Refused('badge-exists', { trigger });
      throw error;
    });
  }

  private async refuseUnknown(courseId: string, trigger: string): Promise<void> {
    const read = readTrigger(trigger);
    if (read.kind !== 'module' && read.kind !== 'assignment') return;
    const latest = await this.versions.latest(courseId);
    const modules = latest ? (await this.versions.outline(latest.id)).modules : [];
    const activities = modules.flatMap(({ sections }) => sections.flatMap((section) => section.activities));
    const isThere = read.kind === 'module' ? modules.some(({ key }) => key === read.key) : activities.some(({ key, kind }) => key === read.key && kind === 'assignment');
    if (!isThere) throw new Invalid([{ pointer: '/trigger', detail: `names ${read.kind === 'module' ? 'a module' : 'an assignment'} that the published course does not have` }]);
  }
}

const lockBadge = async (tx: Transaction, id: string): Promise<Badge> => found(await tx.findOne(Badge, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'badge');

/** Whether two badges say the same to whoever holds them. */
const isSame = (a: Badge, b: Badge): boolean =>
  a.name === b.name && a.description === b.description && a.criteria === b.criteria && a.trigger === b.trigger && a.picture === b.picture &&
  a.imageKey === b.imageKey && a.validMonths === b.validMonths && JSON.stringify(a.skills.map(sorted)) === JSON.stringify(b.skills.map(sorted));
/** Postgres keeps the fields of JSON in an order of its own. */
const sorted = (skill: Skill) => Object.entries(skill).sort(([one], [other]) => (one < other ? -1 : 1));
