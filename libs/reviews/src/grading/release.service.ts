import { Injectable } from '@nestjs/common';
import { Clock, Database, record, refuseIf, rows, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import { Assignments } from '../assignments.service';
import { GradeReleased } from '../reviews.facts';
import { onlyOne } from './grade.rows';
import { isReleaseDue, whyNotRelease } from './release.rules';

/** `waiting`: grades with an open case stay with the moderators. */
export type Released = Readonly<{ released: number; waiting: number }>;
type Group = { editionId: string; activityKey: string; versionId: string; notBefore: string | null };
type Ready = { gradeId: string; submissionId: string; editionId: string; activityKey: string; round: number; authorIds: string[] };

/** Grades of one transaction: few enough that nobody waits for them. */
const BATCH = 200;

/** Grades that are given and not yet shown. */
@Injectable()
export class GradeRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly assignments: Assignments,
  ) {}

  /** Any number of workers may run it at once. */
  async releaseDue(): Promise<number> {
    const now = this.clock.now();
    const groups = await this.database.query<Group>(
      `SELECT DISTINCT s.edition_id AS "editionId", s.activity_key AS "activityKey", s.version_id AS "versionId", d.deadlines->s.activity_key->>'releaseAt' AS "notBefore"
       FROM grade g JOIN submission s ON s.id = g.submission_id JOIN edition d ON d.id = s.edition_id WHERE g.superseded_at IS NULL AND g.released_at IS NULL`,
    );
    let released = 0;
    for (const group of groups) {
      const activity = await this.versions.activity(group.versionId, group.activityKey);
      if (activity?.kind !== 'assignment') continue;
      const terms = { release: activity.release, notBefore: group.notBefore === null ? null : new Date(group.notBefore) };
      // Whether the works of the group are due at all, and if they are, up to which deadline.
      if (!isReleaseDue({ ...terms, deadline: now }, now)) continue;
      const until = activity.release === 'at-review-deadline' ? now : null;
      released += await this.inBatches(`s.version_id = $4 AND ($5::timestamptz IS NULL OR coalesce(s.review_by, d.ends_at) <= $5)`, [group.editionId, group.activityKey, now, group.versionId, until], null);
    }
    return released;
  }

  async releaseAll(editionId: string, activityKey: string, staffUserId: string): Promise<Released> {
    const now = this.clock.now();
    const { activity, releaseAt } = await this.assignments.find(editionId, activityKey);
    refuseIf(whyNotRelease(activity.release, releaseAt, now), releaseAt ? { releaseAt: releaseAt.toISOString() } : {});
    const isUndecided = `EXISTS (SELECT FROM review_case c WHERE c.submission_id = s.id AND c.state = 'open')`;
    const released = await this.inBatches(`NOT ${isUndecided}`, [editionId, activityKey, now], staffUserId);
    const waiting = await this.database.query(
      `SELECT FROM grade g JOIN submission s ON s.id = g.submission_id
       WHERE s.edition_id = $1 AND s.activity_key = $2 AND g.superseded_at IS NULL AND g.released_at IS NULL`,
      [editionId, activityKey],
    );
    return { released, waiting: waiting.length };
  }

  private async inBatches(condition: string, parameters: unknown[], actorId: string | null): Promise<number> {
    let released = 0;
    for (;;) {
      const count = await this.database.transaction((tx) => this.batch(tx, condition, parameters, actorId));
      released += count;
      if (count < BATCH) return released;
    }
  }

  /** The works are locked in order of their ids, as grading does; who is being graded just now comes next time. */
  private async batch(tx: Transaction, condition: string, parameters: unknown[], actorId: string | null): Promise<number> {
    const ready = await rows<Ready>(
      tx,
      `WITH ready AS (
         SELECT g.id AS grade_id, s.id, s.edition_id, s.activity_key, s.round, s.author_ids
         FROM grade g JOIN submission s ON s.id = g.submission_id JOIN edition d ON d.id = s.edition_id
         WHERE s.edition_id = $1 AND s.activity_key = $2 AND g.superseded_at IS NULL AND g.released_at IS NULL AND NOT s.is_held AND ${condition}
         ORDER BY s.id LIMIT ${BATCH} FOR UPDATE OF s SKIP LOCKED)
       UPDATE grade g SET released_at = $3 FROM ready WHERE g.id = ready.grade_id AND g.superseded_at IS NULL AND g.released_at IS NULL
       RETURNING g.id AS "gradeId", ready.id AS "submissionId", ready.edition_id AS "editionId", ready.activity_key AS "activityKey", ready.round, ready.author_ids AS "authorIds"`,
      parameters,
    );
    for (const { authorIds, ...ids } of ready) await record(tx, GradeReleased, ids, { actorId, personId: onlyOne(authorIds) });
    return ready.length;
  }
}
