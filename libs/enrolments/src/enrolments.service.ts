import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, NotFound, record, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { Edition, lockEdition } from '@academy/editions';
import { Enrolment } from './enrolment.entity';
import { type EnrolmentState, freeSeats, isStanding, whyNotEnrol, whyNotWithdraw } from './enrolment.rules';
import { EnrolmentActivated, EnrolmentsExpired, EnrolmentWaitlisted, EnrolmentWithdrawn } from './enrolments.facts';

export type Enrolled = { id: string; state: EnrolmentState; position: number | null; isNew: boolean };

/**
 * Seats and who sits on them. Every command locks the edition's row first, so that seats are given out one by
 * one, in order of arrival, and are never oversold.
 */
@Injectable()
export class Enrolments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Enrols a person, on a seat or on the waiting list. Who is enrolled already gets the same enrolment again. */
  enrol(editionId: string, userId: string): Promise<Enrolled> {
    return this.database.transaction(async (tx) => {
      const edition = await lockEdition(tx, editionId);
      const existing = await tx.findOneBy(Enrolment, { editionId, userId });
      if (existing && isStanding(existing.state)) return { ...(await this.view(tx, existing)), isNew: false };

      const now = this.clock.now();
      refuseIf(whyNotEnrol(edition, now));

      const enrolment = existing ?? newEnrolment(editionId, userId, now);
      if (freeSeats(edition) > 0) await this.seat(tx, edition, enrolment, existing ? 'withdrawn' : 'new', now);
      else await this.queue(tx, edition, enrolment, existing === null, now);

      return { ...(await this.view(tx, enrolment)), isNew: true };
    });
  }

  /** Withdraws; a seat that this frees goes to the head of the waiting list. */
  async withdraw(enrolmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { editionId } = await this.find(tx, enrolmentId);
      const edition = await lockEdition(tx, editionId);
      const enrolment = await this.find(tx, enrolmentId);

      refuseIf(whyNotWithdraw(enrolment.state));

      const hadSeat = enrolment.state === 'active';
      await tx.update(Enrolment, { id: enrolmentId }, { state: 'withdrawn', waitlistNumber: null, withdrawnAt: this.clock.now() });
      if (hadSeat) await this.giveBack(tx, edition);

      await record(tx, EnrolmentWithdrawn, idsOf(enrolment), { actorId: enrolment.userId, personId: enrolment.userId });
      await this.fillSeats(tx, edition);
    });
  }

  /** Gives free seats to those who wait longest: after an edition got more of them. */
  async promote(editionId: string): Promise<void> {
    await this.database.transaction(async (tx) => this.fillSeats(tx, await lockEdition(tx, editionId)));
  }

  /** When an edition closes, enrolments that are not completed expire. */
  async expire(editionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await lockEdition(tx, editionId);

      const expired = await rows<{ id: string }>(
        tx,
        `UPDATE enrolment SET state = 'expired', waitlist_number = NULL WHERE edition_id = $1 AND state IN ('active', 'waitlisted') RETURNING id`,
        [editionId],
      );
      if (expired.length === 0) return;
      await rows(tx, `UPDATE edition SET seats_taken = (SELECT count(*) FROM enrolment WHERE edition_id = $1 AND state = 'completed') WHERE id = $1`, [editionId]);

      await record(tx, EnrolmentsExpired, { editionId, count: expired.length });
    });
  }

  private async fillSeats(tx: Transaction, edition: Edition): Promise<void> {
    const free = freeSeats(edition);
    if (free === 0) return;
    const waiting = await tx.find(Enrolment, {
      where: { editionId: edition.id, state: 'waitlisted' },
      order: { waitlistNumber: 'ASC' },
      ...(Number.isFinite(free) ? { take: free } : {}),
    });
    for (const enrolment of waiting) await this.seat(tx, edition, enrolment, 'waitlisted', this.clock.now());
  }

  private async seat(tx: Transaction, edition: Edition, enrolment: Enrolment, from: 'new' | 'waitlisted' | 'withdrawn', now: Date): Promise<void> {
    edition.seatsTaken += 1;
    await tx.increment(Edition, { id: edition.id }, 'seatsTaken', 1);
    Object.assign(enrolment, { state: 'active', waitlistNumber: null, activatedAt: enrolment.activatedAt ?? now, withdrawnAt: null });
    await put(tx, enrolment, from === 'new');
    await record(tx, EnrolmentActivated, { ...idsOf(enrolment), from }, { personId: enrolment.userId });
  }

  private async queue(tx: Transaction, edition: Edition, enrolment: Enrolment, isNew: boolean, now: Date): Promise<void> {
    const waitlistNumber = edition.lastWaitlistNumber + 1;
    await tx.update(Edition, { id: edition.id }, { lastWaitlistNumber: waitlistNumber });
    Object.assign(enrolment, { state: 'waitlisted', waitlistNumber, enrolledAt: now, withdrawnAt: null });
    await put(tx, enrolment, isNew);
    await record(tx, EnrolmentWaitlisted, idsOf(enrolment), { personId: enrolment.userId });
  }

  private async giveBack(tx: Transaction, edition: Edition): Promise<void> {
    edition.seatsTaken -= 1;
    await tx.decrement(Edition, { id: edition.id }, 'seatsTaken', 1);
  }

  private async view(tx: Transaction, { id, state, editionId, waitlistNumber }: Enrolment): Promise<Omit<Enrolled, 'isNew'>> {
    if (state !== 'waitlisted') return { id, state, position: null };
    const ahead = await row<{ position: number }>(
      tx,
      `SELECT count(*)::int AS position FROM enrolment WHERE edition_id = $1 AND state = 'waitlisted' AND waitlist_number <= $2`,
      [editionId, waitlistNumber],
    );
    return { id, state, position: ahead!.position };
  }

  private async find(tx: Transaction, id: string): Promise<Enrolment> {
    const enrolment = await tx.findOneBy(Enrolment, { id });
    if (!enrolment) throw new NotFound('enrolment');
    return enrolment;
  }
}

const idsOf = ({ id, editionId, userId }: Enrolment) => ({ enrolmentId: id, editionId, userId });

async function put(tx: Transaction, enrolment: Enrolment, isNew: boolean): Promise<void> {
  const { id, ...columns } = enrolment;
  if (isNew) await tx.insert(Enrolment, enrolment);
  else await tx.update(Enrolment, { id }, columns);
}

const newEnrolment = (editionId: string, userId: string, now: Date): Enrolment => ({
  id: randomUUID(),
  editionId,
  userId,
  state: 'active',
  waitlistNumber: null,
  enrolledAt: now,
  activatedAt: null,
  completedAt: null,
  withdrawnAt: null,
  lastActiveAt: null,
  doneCount: 0,
  requiredCount: 0,
});
