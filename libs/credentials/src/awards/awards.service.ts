import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, Refused, refuseIf, row, type Transaction } from '@academy/platform';
import { newCode } from '../codes';
import { Award, type Evidence } from './award.entity';
import { holderOf, idsOf, lockAward, type Holder } from './award.rows';
import { expiryOf, expiryOfReissue, whyNotUse } from '../badges/badge.rules';
import { whyNotReissue, whyNotRevoke } from '../credential.rules';
import { AwardEvidenceChanged, AwardReissued, AwardRevoked, BadgeAwarded } from '../credentials.facts';
import { StatusLists } from '../signing/status.lists.service';

export type Awarded = { awardId: string; isNew: boolean };
type Given = Omit<Holder, 'belongsTogether'> & Pick<Award, 'badgeId' | 'issuedBy' | 'expiresAt' | 'evidence' | 'isEvidenceShown' | 'isNameShown' | 'reissueReason'>;

/** One badge to one enrolment, at most once; revoked with a reason, issued anew with the chain kept. */
@Injectable()
export class Awards {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly statusLists: StatusLists,
  ) {}

  /** Throws NotFound. */
  async find(awardId: string): Promise<Award> {
    return found(await this.database.source.manager.findOneBy(Award, { id: awardId }), 'award');
  }

  /** Awards a badge, or answers the award that is there. Refuses a badge of another course, and a retired one. `issuedBy` null: by itself. */
  award(badgeId: string, enrolmentId: string, issuedBy: string | null, evidence: Evidence[] = []): Promise<Awarded> {
    return this.database.transaction((tx) => this.awardIn(tx, badgeId, enrolmentId, issuedBy, evidence));
  }

  async awardIn(tx: Transaction, badgeId: string, enrolmentId: string, issuedBy: string | null, evidence: Evidence[] = []): Promise<Awarded> {
    const holder = await holderOf(tx, badgeId, enrolmentId);
    if (!holder.belongsTogether) throw new Refused('does-not-belong-together');
    const live = await row<{ id: string }>(
      tx,
      'SELECT id FROM award WHERE badge_id = $1 AND enrolment_id = $2 AND revoked_at IS NULL AND superseded_by IS NULL',
      [badgeId, enrolmentId],
    );
    if (live) return { awardId: live.id, isNew: false };
    refuseIf(whyNotUse(holder));

    const expiresAt = expiryOf(this.clock.now(), holder.validMonths);
    const award = await this.insert(tx, { ...holder, badgeId, issuedBy, expiresAt, evidence, isEvidenceShown: false, isNameShown: false, reissueReason: null });

    await record(tx, BadgeAwarded, idsOf(award), { actorId: issuedBy, personId: award.userId });
    return { awardId: award.id, isNew: true };
  }

  revoke(awardId: string, reason: string, actorId: string): Promise<void> {
    return this.database.transaction((tx) => this.revokeIn(tx, awardId, reason, actorId));
  }

  async revokeIn(tx: Transaction, awardId: string, reason: string, actorId: string): Promise<void> {
    const award = await lockAward(tx, awardId);

    refuseIf(whyNotRevoke(award));

    await tx.update(Award, { id: awardId }, { revokedAt: this.clock.now(), revokedBy: actorId, revokeReason: reason });
    await this.statusLists.revoke(tx, award.statusListId, award.statusIndex);

    await record(tx, AwardRevoked, { ...idsOf(award), reason }, { actorId, personId: award.userId });
  }

  /**
   * Issues an award anew, with the holder's name as it is now; the old one points to it. One that has expired, or soon will, stands
   * for another term then. What the holder agreed to show stays shown.
   */
  reissue(awardId: string, actorId: string, reason: string | null = null): Promise<string> {
    return this.database.transaction((tx) => this.reissueIn(tx, awardId, actorId, reason));
  }

  async reissueIn(tx: Transaction, awardId: string, actorId: string, reason: string | null): Promise<string> {
    const old = await lockAward(tx, awardId);
    refuseIf(whyNotReissue(old));

    const holder = await holderOf(tx, old.badgeId, old.enrolmentId);
    const expiresAt = expiryOfReissue(old, holder, this.clock.now());
    const id = randomUUID();
    await tx.update(Award, { id: awardId }, { supersededBy: id });
    if (!old.revokedAt) await this.statusLists.revoke(tx, old.statusListId, old.statusIndex);
    const { badgeId, evidence, isEvidenceShown, isNameShown } = old;
    const award = await this.insert(tx, { ...holder, badgeId, issuedBy: actorId, expiresAt, evidence, isEvidenceShown, isNameShown, reissueReason: reason }, id);

    await record(tx, AwardReissued, { ...idsOf(award), supersedes: awardId, ...(reason === null ? {} : { reason }) }, { actorId, personId: award.userId });
    return award.id;
  }

  /** The holder decides whether whoever verifies the award sees the name. */
  async showName(awardId: string, isShown: boolean): Promise<void> {
    await this.database.source.manager.update(Award, { id: awardId }, { isNameShown: isShown });
  }

  /** And whether they see what it was given for. */
  async showEvidence(awardId: string, isShown: boolean): Promise<void> {
    await this.database.source.manager.update(Award, { id: awardId }, { isEvidenceShown: isShown });
  }

  /** Writes down what an award was given for. The holder has not agreed to other words yet: they are not shown until she does. */
  async prove(awardId: string, evidence: Evidence[], actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const award = await lockAward(tx, awardId);
      refuseIf(whyNotReissue(award));
      await tx.update(Award, { id: awardId }, { evidence: evidence as object[], isEvidenceShown: false });
      await record(tx, AwardEvidenceChanged, idsOf(award), { actorId, personId: award.userId });
    });
  }

  private async insert(tx: Transaction, given: Given, id = randomUUID()): Promise<Award> {
    const place = await this.statusLists.take(tx);
    const { badgeId, enrolmentId, editionId, userId, holderName, issuedBy, expiresAt, evidence, isEvidenceShown, isNameShown, reissueReason } = given;
    const award: Award = {
      id,
      badgeId,
      enrolmentId,
      editionId,
      userId,
      code: newCode(),
      holderName,
      isNameShown,
      evidence,
      isEvidenceShown,
      recipientSalt: randomBytes(12).toString('hex'),
      statusListId: place.listId,
      statusIndex: place.index,
      issuedAt: this.clock.now(),
      expiresAt,
      issuedBy,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      supersededBy: null,
      reissueReason,
    };
    await tx.insert(Award, award);
    return award;
  }
}
