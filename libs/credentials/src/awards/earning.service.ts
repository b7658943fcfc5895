import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Refused, row, type Transaction } from '@academy/platform';
import { Awards } from './awards.service';
import type { BatchWork } from './batch.entity';
import { Batches } from './batches.service';
import { earningOf } from './earning.queries';
import { type BatchKind, type LeftOut, whyLeftOut } from './eligibility.rules';
import type { Evidence } from './award.entity';
import { isRenewable } from '../badges/badge.rules';
import { holdEnrolment } from '../enrolment.lock';

export type DryRun = { concerned: Person[]; leftOut: (Person & { why: LeftOut })[] };
type Person = { enrolmentId: string; displayName: string };
type BadgeRow = { id: string; trigger: string; validMonths: number | null; retiredAt: Date | null };

/** Badges for many, and those that come by themselves. */
@Injectable()
export class Earning {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly awards: Awards,
    private readonly batches: Batches,
  ) {
    batches.define('award', async (tx, { ownerId, work }, enrolmentId) => {
      await awards.awardIn(tx, badgeOf(work), enrolmentId, ownerId, (work['evidence'] ?? []) as Evidence[]);
    });
    batches.define('revoke', async (tx, { ownerId, work }, enrolmentId) => awards.revokeIn(tx, await liveAward(tx, badgeOf(work), enrolmentId), String(work['reason']), ownerId));
    batches.define('renew', async (tx, { ownerId, work }, enrolmentId) => {
      await awards.reissueIn(tx, await liveAward(tx, badgeOf(work), enrolmentId), ownerId, (work['reason'] ?? null) as string | null);
    });
  }

  /** Asks for a badge to be awarded to people of an edition. Refuses a badge or people that do not belong to it, and a retired badge. */
  request(editionId: string, badgeId: string, enrolmentIds: string[], ownerId: string, evidence: Evidence[] = []): Promise<string> {
    const work = { badgeId, enrolmentIds, evidence };
    return this.database.transaction(async (tx) => {
      await this.refuseStrangers(tx, 'award', editionId, work);
      return this.batches.request(tx, { kind: 'award', editionId, work, ownerId });
    });
  }

  /** Writes down whom it would be done for. Refuses as `request` does. */
  async plan(kind: BatchKind, editionId: string, badgeId: string, enrolmentIds: string[], ownerId: string): Promise<string> {
    const work = { badgeId, enrolmentIds };
    await this.database.transaction((tx) => this.refuseStrangers(tx, kind, editionId, work));
    return this.batches.plan({ kind, editionId, work, ownerId });
  }

  /** Starts a plan, for those whom it concerns now. Started twice, it runs once. Refuses where it concerns nobody. */
  async start(batchId: string, decided: { evidence?: Evidence[]; reason?: string | null }, actorId: string): Promise<void> {
    const { kind, work } = await this.batches.find(batchId);
    const { concerned } = await this.dryRun(kind as BatchKind, work);
    const ids = new Set(concerned.map(({ enrolmentId }) => enrolmentId));
    await this.batches.start(batchId, (planned) => ({ ...planned, ...decided, enrolmentIds: planned.enrolmentIds.filter((id) => ids.has(id)) }), actorId);
  }

  /** Whom it would be done for, and who is left out, and why. */
  async dryRun(kind: BatchKind, work: BatchWork): Promise<DryRun> {
    const badge = found(await badgeRow(this.database.source.manager, badgeOf(work)), 'badge');
    const now = this.clock.now();
    const dryRun: DryRun = { concerned: [], leftOut: [] };
    for (const { enrolmentId, displayName, state, isEarned, issuedAt, expiresAt, revokedAt } of await earningOf(this.database.source.manager, badge, work.enrolmentIds)) {
      const last = issuedAt && { issuedAt, expiresAt, revokedAt, supersededBy: null };
      const why = whyLeftOut(kind, { state, isEarned, last, isRenewable: last !== null && !badge.retiredAt && badge.validMonths !== null && isRenewable(last, now) }, now);
      if (why) dryRun.leftOut.push({ enrolmentId, displayName, why });
      else dryRun.concerned.push({ enrolmentId, displayName });
    }
    return dryRun;
  }

  /**
   * Awards what an enrolment has earned by itself: badges of its course with one of these triggers, as they are spelt or as they begin. What
   * was awarded once, by this badge or one that it took the place of, does not come again: so that what was revoked stays so. `certain`: the trigger that just was met.
   */
  async awardEarned(enrolmentId: string, courseId: string, triggers: string[], certain: string | null = null): Promise<void> {
    const badges = await this.database.query<BadgeRow>(
      `SELECT b.id, b.trigger FROM badge b WHERE b.course_id = $1 AND b.retired_at IS NULL AND (b.trigger = ANY($2) OR split_part(b.trigger, ':', 1) = ANY($2))
         AND NOT EXISTS (SELECT FROM badge o JOIN award a ON a.badge_id = o.id AND a.enrolment_id = $3 WHERE o.course_id = b.course_id AND o.trigger = b.trigger)`,
      [courseId, triggers, enrolmentId],
    );
    for (const badge of badges) {
      const isEarned = badge.trigger === certain || (await earningOf(this.database.source.manager, badge, [enrolmentId])).some((each) => each.isEarned && each.state !== 'withdrawn' && each.state !== 'waitlisted');
      if (isEarned) await this.awardOnce(badge, courseId, enrolmentId);
    }
  }

  /** Looks once more under the lock of the enrolment: two facts that are heard at once award once, whatever a coordinator does between them. */
  private awardOnce(badge: Pick<BadgeRow, 'id' | 'trigger'>, courseId: string, enrolmentId: string): Promise<unknown> {
    return this.database.transaction(async (tx) => {
      await holdEnrolment(tx, enrolmentId);
      const before = await row(tx, 'SELECT a.id FROM award a JOIN badge b ON b.id = a.badge_id WHERE b.course_id = $1 AND b.trigger = $2 AND a.enrolment_id = $3 LIMIT 1', [courseId, badge.trigger, enrolmentId]);
      if (before) return;
      await this.awards.awardIn(tx, badge.id, enrolmentId, null).catch((error: unknown) => {
        // Retired in between: then nobody gets it any more.
        if (!(error instanceof Refused)) throw error;
      });
    });
  }

  private async refuseStrangers(tx: Transaction, kind: BatchKind, editionId: string, work: BatchWork): Promise<void> {
    const unique = [...new Set(work.enrolmentIds)];
    const together = await row<{ badge: boolean; isRetired: boolean; people: number }>(
      tx,
      `SELECT EXISTS (SELECT FROM badge b JOIN edition d ON d.course_id = b.course_id WHERE b.id = $1 AND d.id = $2) AS badge,
              EXISTS (SELECT FROM badge b WHERE b.id = $1 AND b.retired_at IS NOT NULL) AS "isRetired",
              (SELECT count(*)::int FROM enrolment WHERE edition_id = $2 AND id = ANY($3)) AS people`,
      [badgeOf(work), editionId, unique],
    );
    if (!together!.badge || together!.people !== unique.length) throw new Refused('does-not-belong-together');
    if (together!.isRetired && kind !== 'revoke') throw new Refused('badge-retired');
  }
}

const badgeOf = (work: BatchWork): string => String(work['badgeId']);
const badgeRow = (tx: Transaction, id: string): Promise<BadgeRow | null> => row(tx, 'SELECT id, trigger, valid_months AS "validMonths", retired_at AS "retiredAt" FROM badge WHERE id = $1', [id]);

async function liveAward(tx: Transaction, badgeId: string, enrolmentId: string): Promise<string> {
  const live = await row<{ id: string }>(tx, 'SELECT id FROM award WHERE badge_id = $1 AND enrolment_id = $2 AND revoked_at IS NULL AND superseded_by IS NULL FOR UPDATE', [badgeId, enrolmentId]);
  if (!live) throw new Refused('holds-none');
  return live.id;
}
