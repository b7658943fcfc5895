import { Injectable } from '@nestjs/common';
import { Clock, Database, found, NotFound, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { Versions, type OutlineActivity, type VersionOutline } from '@academy/courses';
import type { Release } from '@academy/editions';
import type { EnrolmentState } from '@academy/enrolments';
import { activitiesOf, type Evidence, type EvidenceKind, isMarkedByHand, type Standing, standingOf } from './completion.rules';
import { ActivityWaived, CourseCompleted, ModuleCompleted } from './learning.facts';
import { whyNotCount } from './learning.rules';
import { moduleOpensAt } from './opening';

/** An enrolment with what of its edition learning needs, its row locked. */
export type Learner = Readonly<{
  enrolmentId: string;
  editionId: string;
  courseId: string;
  userId: string;
  versionId: string;
  state: EnrolmentState;
  activatedAt: Date | null;
  release: Release;
  startsAt: Date;
}>;

/** Whose act brings evidence about: only the teacher's own says that she was here. */
type Act = 'own' | 'of others';

/** Evidence comes in, completion comes out. */
@Injectable()
export class ProgressKeeper {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
  ) {}

  /** The enrolment of a command, locked until its transaction ends. Throws NotFound. */
  async lock(tx: Transaction, enrolmentId: string): Promise<Learner> {
    const learner = await row<Learner>(
      tx,
      `SELECT e.id AS "enrolmentId", e.edition_id AS "editionId", d.course_id AS "courseId", e.user_id AS "userId", d.version_id AS "versionId",
              e.state, e.activated_at AS "activatedAt", d.release, d.starts_at AS "startsAt"
       FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1 FOR UPDATE OF e`,
      [enrolmentId],
    );
    return found(learner, 'enrolment');
  }

  /**
   * Records evidence in the caller's transaction and computes completion again. Refuses what is not open to this
   * teacher. Evidence of the same kind keeps its best value, so recording it again changes nothing.
   */
  async record(tx: Transaction, learner: Learner, activityKey: string, evidence: EvidenceKind, value = 1): Promise<void> {
    const outline = await this.versions.outline(learner.versionId);
    const { index, module } = placeIn(outline, activityKey);
    refuseIf(whyNotCount(evidence, learner.state, moduleOpensAt(learner, { key: module.key, index }), this.clock.now()));
    await this.keep(tx, learner, outline, activityKey, evidence, value, 'own');
  }

  /**
   * The same for evidence that others bring about (a grade, a waived duty): it counts whenever it comes, after the
   * edition closed too, and says nothing of when the teacher was here. Does nothing for who withdrew, and where the edition's version has no such activity any more.
   */
  async credit(tx: Transaction, learner: Learner, activityKey: string, evidence: EvidenceKind, value = 1): Promise<void> {
    if (learner.state === 'withdrawn' || learner.state === 'waitlisted') return;
    const outline = await this.versions.outline(learner.versionId);
    if (!outline.modules.some((module) => activitiesOf(module).some(({ key }) => key === activityKey))) return;
    await this.keep(tx, learner, outline, activityKey, evidence, value, 'of others');
  }

  private async keep(tx: Transaction, learner: Learner, outline: VersionOutline, activityKey: string, evidence: EvidenceKind, value: number, act: Act): Promise<void> {
    const before = await rows<Evidence>(
      tx,
      `WITH given AS (
         INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, value) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (enrolment_id, activity_key, evidence) DO UPDATE SET value = greatest(progress.value, excluded.value), last_at = excluded.last_at)
       SELECT activity_key AS "activityKey", evidence, value::float8 AS value FROM progress WHERE enrolment_id = $1`,
      [learner.enrolmentId, learner.editionId, activityKey, evidence, value],
    );
    const known = before.find((fact) => fact.activityKey === activityKey && fact.evidence === evidence);
    const after = [...before.filter((fact) => fact !== known), { activityKey, evidence, value: Math.max(value, known?.value ?? 0) }];
    await this.settle(tx, learner, outline, after, act);
  }

  /** Marks an activity as done by the teacher's own word. Refuses one that counts otherwise. */
  async mark(enrolmentId: string, activityKey: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.lock(tx, enrolmentId);
      const { activity } = placeIn(await this.versions.outline(learner.versionId), activityKey);
      refuseIf(isMarkedByHand(activity) ? null : 'not-marked-by-hand');

      await this.record(tx, learner, activityKey, 'marked');
    });
  }

  /** Writes down that an activity was looked at. Does nothing where the edition is over: reading stays possible. */
  async view(enrolmentId: string, activityKey: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.lock(tx, enrolmentId);
      if (learner.state === 'expired') return;
      await this.record(tx, learner, activityKey, 'viewed');
    });
  }

  /**
   * The same where looking completes no module: one statement. `standing`: where she stands then, by the enrolment that was
   * read with this stamp. False, and nothing written, where it has been written since: what was decided may not hold.
   */
  async glance(enrolmentId: string, activityKey: string, { requiredDone, requiredCount }: Pick<Standing, 'requiredDone' | 'requiredCount'>, stamp: string): Promise<boolean> {
    const written = await this.database.query(
      `WITH here AS (
         UPDATE enrolment SET last_active_at = academy_now(), done_count = $3, required_count = $4 WHERE id = $1 AND state IN ('active', 'completed') AND xmin = $5::text::xid RETURNING id, edition_id),
       given AS (
         INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) SELECT id, edition_id, $2, 'viewed' FROM here ON CONFLICT DO NOTHING)
       SELECT id FROM here`,
      [enrolmentId, activityKey, requiredDone, requiredCount, stamp],
    );
    return written.length > 0;
  }

  /** A coordinator's waiver: the activity counts as done, the reason stays on record. */
  async waive(enrolmentId: string, activityKey: string, reason: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.lock(tx, enrolmentId);
      const outline = await this.versions.outline(learner.versionId);
      placeIn(outline, activityKey);
      if (learner.state !== 'active') throw new Refused('not-active', { state: learner.state });

      const before = await this.evidenceOf(tx, enrolmentId);
      await rows(tx, 'INSERT INTO waiver (enrolment_id, activity_key, reason, waived_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [enrolmentId, activityKey, reason, actorId]);
      await rows(
        tx,
        `INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) VALUES ($1, $2, $3, 'waived') ON CONFLICT DO NOTHING`,
        [enrolmentId, learner.editionId, activityKey],
      );
      await this.settle(tx, learner, outline, [...before, { activityKey, evidence: 'waived', value: 1 }], 'of others');

      await record(tx, ActivityWaived, { ...idsOf(learner), activityKey }, { actorId, personId: learner.userId });
    });
  }

  /** Computes an enrolment's completion again: after its edition moved to another version. */
  async recompute(enrolmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const learner = await this.lock(tx, enrolmentId);
      if (learner.state !== 'active' && learner.state !== 'completed') return;
      const facts = await this.evidenceOf(tx, enrolmentId);
      await this.settle(tx, learner, await this.versions.outline(learner.versionId), facts, 'of others');
    });
  }

  private evidenceOf(tx: Transaction, enrolmentId: string): Promise<Evidence[]> {
    return rows<Evidence>(tx, 'SELECT activity_key AS "activityKey", evidence, value::float8 AS value FROM progress WHERE enrolment_id = $1', [enrolmentId]);
  }

  /**
   * Writes what follows from the evidence: counts, completed modules, the completed course; what was completed stays so.
   * Who expired with the edition gave the seat back then, and has it again.
   */
  private async settle(tx: Transaction, learner: Learner, outline: VersionOutline, evidence: readonly Evidence[], act: Act): Promise<void> {
    const is = standingOf(outline.modules, evidence);
    const isCompleting = is.isCourseCompleted && (learner.state === 'active' || learner.state === 'expired');
    const fresh = await rows<{ moduleKey: string | null }>(
      tx,
      `WITH counted AS (
         UPDATE enrolment SET done_count = $2, required_count = $3, last_active_at = CASE WHEN $7 THEN academy_now() ELSE last_active_at END,
           state = CASE WHEN $4 THEN 'completed' ELSE state END, completed_at = CASE WHEN $4 THEN academy_now() ELSE completed_at END
         WHERE id = $1),
       seat AS (
         UPDATE edition SET seats_taken = seats_taken + 1 WHERE id = $5 AND $8 AND (seats IS NULL OR seats_taken < seats))
       INSERT INTO module_completion (enrolment_id, edition_id, module_key) SELECT $1, $5, unnest($6::text[])
       ON CONFLICT DO NOTHING RETURNING module_key AS "moduleKey"`,
      [learner.enrolmentId, is.requiredDone, is.requiredCount, isCompleting, learner.editionId, is.completedModules, act === 'own', isCompleting && learner.state === 'expired'],
    );
    const ids = idsOf(learner);
    const involved = { personId: learner.userId };
    for (const { moduleKey } of fresh) if (moduleKey) await record(tx, ModuleCompleted, { ...ids, moduleKey, courseId: learner.courseId }, involved);
    if (isCompleting) await record(tx, CourseCompleted, { ...ids, courseId: learner.courseId }, involved);
  }
}

const idsOf = ({ enrolmentId, editionId, userId }: Learner) => ({ enrolmentId, editionId, userId });

/** Where in the outline an activity stands. Throws NotFound. */
export function placeIn(outline: VersionOutline, activityKey: string): { module: VersionOutline['modules'][number]; index: number; activity: OutlineActivity } {
  for (const [index, module] of outline.modules.entries()) {
    const activity = activitiesOf(module).find(({ key }) => key === activityKey);
    if (activity) return { module, index, activity };
  }
  throw new NotFound('activity');
}
