import { Injectable } from '@nestjs/common';
import { brokenConstraint, Clock, Database, Refused, refuseIf, type Transaction } from '@academy/platform';
import { type Assignment, Assignments, type Pool } from '../assignments.service';
import { ask, type Asking } from './asking.queries';
import { helperPools, roundsOf } from './lending.queries';
import { retryAfter, whyNotReview } from './lending.rules';
import { Offers } from './offers.service';
import { type KnownState, PoolStates } from './pool.states';
import { StaffLending } from './staff.lending';
import { WorkChoice } from './work.choice';

export type Lent = Readonly<{ reviewId: string; isNew: boolean }>;
export type NothingNow = Readonly<{ retryAfterSeconds: number }>;

/** For who takes part in no round: hardly ever. */
const LONG = 6 * 3_600;
const TRIES = 5;

/** Who asks for the next review is lent the work that needs it most. */
@Injectable()
export class Lending {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
    private readonly states: PoolStates,
    private readonly choice: WorkChoice,
    private readonly staff: StaffLending,
    private readonly offers: Offers,
  ) {}

  /**
   * Lends the next work of an assignment to whoever asks, or answers the live claim she has. Nothing to review now: when
   * to ask again. Who offered help to the course's later editions is lent what these cannot manage. Refuses
   * `review-not-open`, `reviews-closed`, `own-submission-first`, `training-first`, `not-enrolled`.
   */
  async next(enrolmentId: string, activityKey: string): Promise<Lent | NothingNow> {
    const assignment = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    try {
      return await this.nextOfOwn(assignment, enrolmentId);
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      return (await this.nextOfLater(enrolmentId, activityKey)) ?? Promise.reject(refusal);
    }
  }

  /** Lends a work to somebody of the staff, whatever its counts and language. The same again while it is theirs. Refuses `own-submission`. */
  lendToStaff(submissionId: string, staffUserId: string): Promise<{ reviewId: string }> {
    return this.staff.lend(submissionId, staffUserId);
  }

  /** Somebody offers to review more than she owes. Refuses what `next` refuses. */
  volunteer(enrolmentId: string, activityKey: string): Promise<void> {
    return this.offers.volunteer(enrolmentId, activityKey);
  }

  /** Somebody offers to review for later editions of a course too, or no longer. Refuses `not-completed`. */
  offerHelp(userId: string, courseId: string, isOffered: boolean): Promise<void> {
    return this.offers.offerHelp(userId, courseId, isOffered);
  }

  private async nextOfOwn(assignment: Assignment, enrolmentId: string): Promise<Lent | NothingNow> {
    refuseIf(assignment.editionState === 'archived' ? 'reviews-closed' : null);
    const { editionId, activityKey, activity } = assignment;
    let nothing: NothingNow | null = null;
    for (const round of activity.rounds === 1 ? [1] : await roundsOf(this.database, enrolmentId, activityKey)) {
      const answer = await this.nextOf(assignment, { editionId, activityKey, round }, enrolmentId, false);
      if ('reviewId' in answer) return answer;
      nothing ??= answer;
    }
    return (await this.nextOfLater(enrolmentId, activityKey)) ?? nothing ?? { retryAfterSeconds: LONG };
  }

  /** Of later editions that she offered to help, or null where none needs it. */
  private async nextOfLater(enrolmentId: string, activityKey: string): Promise<Lent | null> {
    for (const pool of await helperPools(this.database, enrolmentId, activityKey)) {
      const answer = await this.nextOf(await this.assignments.find(pool.editionId, activityKey), pool, enrolmentId, true);
      if ('reviewId' in answer) return answer;
    }
    return null;
  }

  private async nextOf(assignment: Assignment, pool: Pool, enrolmentId: string, isHelper: boolean): Promise<Lent | NothingNow> {
    const state = await this.states.of(pool);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction((tx) => this.lend(tx, assignment, pool, enrolmentId, isHelper, state));
      } catch (error) {
        // The chosen work was lent to her as one of the staff in that moment: another is chosen.
        if (attempt >= TRIES || brokenConstraint(error) !== 'review_once_uq') throw error;
      }
    }
  }

  private async lend(tx: Transaction, assignment: Assignment, pool: Pool, enrolmentId: string, isHelper: boolean, state: KnownState): Promise<Lent | NothingNow> {
    const asking: Asking = await ask(tx, enrolmentId, pool);
    const now = this.clock.now();
    if (!isHelper) refuseIf(whyNotReview(assignment, asking, now));
    if (asking.openReviewId !== null) return { reviewId: asking.openReviewId, isNew: false };

    const last = assignment.graceUntil ?? assignment.endsAt;
    const isComplete = !assignment.isSelfPaced && now > last;
    const reviewId = await this.choice.lend(tx, { pool, asking, enrolmentId, state, isHelper, isComplete, activity: assignment.activity });
    if (reviewId !== null) return { reviewId, isNew: true };
    return { retryAfterSeconds: retryAfter(!isComplete) };
  }
}
