import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, refuseIf, row, type Transaction } from '@academy/platform';
import { newCode } from './codes';
import { Award } from './credential.entities';
import { whyNotReissue, whyNotRevoke } from './credential.rules';
import { AwardReissued, AwardRevoked, BadgeAwarded } from './credentials.facts';
import { StatusLists } from './status.lists.service';

type Holder = { enrolmentId: string; editionId: string; userId: string; holderName: string; belongsTogether: boolean };
export type Awarded = { awardId: string; isNew: boolean };

/** One badge to one enrolment, at most once; revoked with a reason, issued anew with the chain kept. */
@Injectable()
export class Awards {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statusLists: StatusLists,
  ) {}

  /** Awards a badge, or answers the award that is there. Refuses a badge of another course. `issuedBy` null: by itself. */
  award(badgeId: string, enrolmentId: string, issuedBy: string | null): Promise<Awarded> {
    return this.database.transaction(async (tx) => {
      const holder = await holderOf(tx, badgeId, enrolmentId);
      if (!holder.belongsTogether) throw new Refused('does-not-belong-together');
      const live = await row<{ id: string }>(
        tx,
        'SELECT id FROM award WHERE badge_id = $1 AND enrolment_id = $2 AND revoked_at IS NULL AND superseded_by IS NULL',
        [badgeId, enrolmentId],
      );
      if (live) return { awardId: live.id, isNew: false };

      const award = await this.insert(tx, { badgeId, issuedBy, ...holder }, false);

      await record(tx, BadgeAwarded, { awardId: award.id, badgeId, enrolmentId, userId: award.userId }, { actorId: issuedBy, personId: award.userId });
      return { awardId: award.id, isNew: true };
    });
  }

  /** Whether a badge was ever awarded to this enrolment: what was revoked does not come back by itself. */
  async wasAwarded(badgeId: string, enrolmentId: string): Promise<boolean> {
    return (await this.database.one('SELECT id FROM award WHERE badge_id = $1 AND enrolment_id = $2 LIMIT 1', [badgeId, enrolmentId])) !== null;
  }

  async revoke(awardId: string, reason: string, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const award = await lockAward(tx, awardId);

      refuseIf(whyNotRevoke(award));

      await tx.update(Award, { id: awardId }, { revokedAt: this.clock.now(), revokedBy: actorId, revokeReason: reason });
      await this.statusLists.revoke(tx, award.statusListId, award.statusIndex);

      await record(tx, AwardRevoked, { ...idsOf(award), reason }, { actorId, personId: award.userId });
    });
  }

  /** Issues an award anew, with the holder's name as it is now; the old one points to it. */
  reissue(awardId: string, actorId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const old = await lockAward(tx, awardId);
      refuseIf(whyNotReissue(old));

      const holder = await holderOf(tx, old.badgeId, old.enrolmentId);
      const id = randomUUID();
      await tx.update(Award, { id: awardId }, { supersededBy: id });
      if (!old.revokedAt) await this.statusLists.revoke(tx, old.statusListId, old.statusIndex);
      const award = await this.insert(tx, { badgeId: old.badgeId, issuedBy: actorId, ...holder }, old.isNameShown, id);

      await record(tx, AwardReissued, { ...idsOf(award), supersedes: awardId }, { actorId, personId: award.userId });
      return award.id;
    });
  }

  /** The holder decides whether whoever verifies the award sees the name. */
  async showName(awardId: string, isShown: boolean): Promise<void> {
    await this.database.source.manager.update(Award, { id: awardId }, { isNameShown: isShown });
  }

  private async insert(tx: Transaction, given: Omit<Holder, 'belongsTogether'> & { badgeId: string; issuedBy: string | null }, isNameShown: boolean, id = randomUUID()): Promise<Award> {
    const place = await this.statusLists.take(tx);
    const award: Award = {
      id,
      badgeId: given.badgeId,
      enrolmentId: given.enrolmentId,
      editionId: given.editionId,
      userId: given.userId,
      code: newCode(),
      holderName: given.holderName,
      isNameShown,
      recipientSalt: randomBytes(12).toString('hex'),
      statusListId: place.listId,
      statusIndex: place.index,
      issuedAt: this.clock.now(),
      issuedBy: given.issuedBy,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      supersededBy: null,
    };
    await tx.insert(Award, award);
    return award;
  }
}

const idsOf = ({ id, badgeId, enrolmentId, userId }: Award) => ({ awardId: id, badgeId, enrolmentId, userId });

async function lockAward(tx: Transaction, id: string): Promise<Award> {
  return found(await tx.findOne(Award, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'award');
}

/** Locks the enrolment, so that two who award at once come one after the other. */
async function holderOf(tx: Transaction, badgeId: string, enrolmentId: string): Promise<Holder> {
  const holder = await row<Holder>(
    tx,
    `SELECT e.id AS "enrolmentId", e.edition_id AS "editionId", e.user_id AS "userId", u.certificate_name AS "holderName",
            EXISTS (SELECT FROM badge b WHERE b.id = $1 AND b.course_id = d.course_id) AS "belongsTogether"
     FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id WHERE e.id = $2 FOR UPDATE OF e`,
    [badgeId, enrolmentId],
  );
  return found(holder, 'enrolment');
}
