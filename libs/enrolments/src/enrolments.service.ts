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
      if (existing && isStanding(existing.state)) return { id: existing.id, state: existing.state, position: await placeOf(tx, existing), isNew: false };

      const now = this.clock.now();
      refuseIf(whyNotEnrol(edition, now));
      // Seats that were added a moment ago belong to those who wait.
      await this.fillSeats(tx, edition);

      const enrolment = existing ?? newEnrolment(editionId, userId, now);
      if (freeSeats(edition) === 0) return { id: enrolment.id, state: 'waitlisted', position: await this.wait(tx, edition, enrolment, now), isNew: true };
      await this.seat(tx, edition, enrolment, existing ? 'withdrawn' : 'new', now);
      return { id: enrolment.id, state: 'active', position: null, isNew: true };
    });
  }

  /** Withdraws; a seat that this frees goes to the head of the waiting list. */
  async withdraw(enrolmentId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { editionId } = await this.find(tx, enrolmentId);
      const edition = await lockEdition(tx, editionId);
      // Whoever completes the course at this moment locks the enrolment alone.
      const enrolment = await this.find(tx, enrolmentId, { mode: 'pessimistic_write' });

      refuseIf(whyNotWithdraw(enrolment.state));

      if (enrolment.state === 'active') edition.seatsTaken -= 1;
      Object.assign(enrolment, { state: 'withdrawn', waitlistNumber: null, withdrawnAt: this.clock.now() });
      await save(tx, edition, enrolment);

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
    // Where nobody ever waited, nobody does.
    if (free === 0 || edition.lastWaitlistNumber === 0) return;
    const waiting = await tx.find(Enrolment, {
      where: { editionId: edition.id, state: 'waitlisted' },
      order: { waitlistNumber: 'ASC' },
      ...(Number.isFinite(free) ? { take: free } : {}),
    });
    for (const enrolment of waiting) await this.seat(tx, edition, enrolment, 'waitlisted', this.clock.now());
  }

  private async seat(tx: Transaction, edition: Edition, enrolment: Enrolment, from: 'new' | 'waitlisted' | 'withdrawn', now: Date): Promise<void> {
    edition.seatsTaken += 1;
    Object.assign(enrolment, { state: 'active', waitlistNumber: null, activatedAt: enrolment.activatedAt ?? now, withdrawnAt: null });
    await save(tx, edition, enrolment);
    await record(tx, EnrolmentActivated, { ...idsOf(enrolment), from }, { personId: enrolment.userId });
  }

  /** To the end of the waiting list. Answers the place there. */
  private async wait(tx: Transaction, edition: Edition, enrolment: Enrolment, now: Date): Promise<number> {
    edition.lastWaitlistNumber += 1;
    Object.assign(enrolment, { state: 'waitlisted', waitlistNumber: edition.lastWaitlistNumber, enrolledAt: now, withdrawnAt: null });
    const ahead = await save(tx, edition, enrolment);
    await record(tx, EnrolmentWaitlisted, idsOf(enrolment), { personId: enrolment.userId });
    return ahead + 1;
  }

  private async find(tx: Transaction, id: string, lock?: { mode: 'pessimistic_write' }): Promise<Enrolment> {
    const enrolment = await tx.findOne(Enrolment, { where: { id }, ...(lock ? { lock } : {}) });
    if (!enrolment) throw new NotFound('enrolment');
    return enrolment;
  }
}

const idsOf = ({ id, editionId, userId }: Enrolment) => ({ enrolmentId: id, editionId, userId });

/** Writes an enrolment and the edition's counters in one statement. Answers how many wait. */
async function save(tx: Transaction, edition: Edition, enrolment: Enrolment): Promise<number> {
  const saved = await row<{ waiting: number }>(
    tx,
    `WITH counted AS (UPDATE edition SET seats_taken = $2, last_waitlist_number = $3 WHERE id = $1), saved AS (
       INSERT INTO enrolment (id, edition_id, user_id, state, waitlist_number, enrolled_at, activated_at, withdrawn_at) VALUES ($4, $1, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, waitlist_number = excluded.waitlist_number, enrolled_at = excluded.enrolled_at,
         activated_at = excluded.activated_at, withdrawn_at = excluded.withdrawn_at)
     SELECT CASE WHEN $6 = 'waitlisted' THEN (SELECT count(*)::int FROM enrolment WHERE edition_id = $1 AND state = 'waitlisted') ELSE 0 END AS waiting`,
    [
      edition.id,
      edition.seatsTaken,
      edition.lastWaitlistNumber,
      enrolment.id,
      enrolment.userId,
      enrolment.state,
      enrolment.waitlistNumber,
      enrolment.enrolledAt,
      enrolment.activatedAt,
      enrolment.withdrawnAt,
    ],
  );
  return saved!.waiting;
}

/** The place on the waiting list, or null for who does not wait. */
async function placeOf(tx: Transaction, { editionId, waitlistNumber }: Enrolment): Promise<number | null> {
  if (waitlistNumber === null) return null;
  const place = await row<{ position: number }>(
    tx,
    `SELECT count(*)::int AS position FROM enrolment WHERE edition_id = $1 AND state = 'waitlisted' AND waitlist_number <= $2`,
    [editionId, waitlistNumber],
  );
  return place!.position;
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
