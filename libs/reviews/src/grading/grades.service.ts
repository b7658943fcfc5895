import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Invalid, NotFound, refuseIf, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { AssignmentActivity } from '../assignments.service';
import type { GradeBasis } from '../grade.entities';
import { Cases } from '../cases.service';
import { type DoneReview, type GradedWork, GradeRows, type NewGrade } from './grade.rows';
import { type ComputedGrade, gradeOf, isLargeSpread, isPassed, rubricPoints, saysTheSame, shareOf } from './grade.rules';
import { GradeRelease, type Released } from './release.service';
import { Recomputation, type Recomputed } from './recomputation.queries';
import { Reliability } from './reliability.service';
import { pointsByStaff, type StaffGrade, whyNotGradeByStaff } from './staff.rules';
import { nextStep, type Step } from './verdict.rules';

export type GivenByStaff = Readonly<{ points: number; maxPoints: number; isPassed: boolean }>;

/** Days in which a moderator looks at a work that its reviewers read very differently. */
const SPREAD_DAYS = 7;

/** Grades of works, from their reviews or by staff. A grade is never changed: a new one takes its place. */
@Injectable()
export class Grades {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly grades: GradeRows,
    private readonly reliability: Reliability,
    private readonly cases: Cases,
    private readonly release: GradeRelease,
    private readonly recomputation: Recomputation,
  ) {}

  /**
   * Run it in the transaction that finished, held, removed or put back a review. Grades once all wanted reviews are in, asks for one
   * more where they lie far apart, grades again where the reviews behind a grade changed. Does nothing for a work that waits for a
   * moderator's word on a flag, and nothing when run again. What staff gave stays.
   */
  async consider(tx: Transaction, submissionId: string): Promise<void> {
    await this.decide(tx, submissionId, false);
  }

  /** The work's time is over: two reviews are enough, or the one that the assignment wants. `short`: there are fewer. */
  async conclude(tx: Transaction, submissionId: string): Promise<'graded' | 'short'> {
    const step = await this.decide(tx, submissionId, true);
    return step === 'grade' || step === 'keep' ? 'graded' : 'short';
  }

  /** Releases the grades whose time has come. Answers how many. */
  releaseDue(): Promise<number> {
    return this.release.releaseDue();
  }

  /** Releases what was moderated: all grades of an assignment without an open case. Refuses `releases-by-itself`, `release-date-ahead`. */
  releaseAll(editionId: string, activityKey: string, staffUserId: string): Promise<Released> {
    return this.release.releaseAll(editionId, activityKey, staffUserId);
  }

  /** Staff say what a work is worth, with a reason; later reviews do not change it. Refuses `not-submitted`, `own-case`; Invalid outside the rubric's points. */
  gradeByStaff(submissionId: string, input: StaffGrade, staffUserId: string): Promise<GivenByStaff> {
    return this.database.transaction((tx) => this.giveByStaff(tx, submissionId, input, staffUserId));
  }

  /** The same within a decision of a moderator. */
  async giveByStaff(tx: Transaction, submissionId: string, input: StaffGrade, staffUserId: string): Promise<GivenByStaff> {
    const work = found(await this.grades.lock(tx, submissionId), 'submission');
    refuseIf(whyNotGradeByStaff(work, staffUserId), { state: work.state });
    const activity = await this.activityOf(work);
    const maxPoints = rubricPoints(activity.rubric);
    const standing = await this.grades.standing(tx, submissionId);
    const points = pointsByStaff(input, { passMark: activity.passMark, maxPoints, before: standing?.points ?? null });
    if (points === null) throw new Invalid([{ pointer: input.points === undefined ? '' : '/points', detail: 'range' }]);

    const given = { points, maxPoints, isPassed: input.isPassed ?? isPassed(shareOf(points, maxPoints), activity.passMark) };
    const grade: NewGrade = { ...given, source: 'staff', spread: 0, criteria: [], basis: [], reason: input.reason, gradedBy: staffUserId };
    await this.grades.give(tx, work, grade, activity.release, this.clock.now());
    return given;
  }

  /** A grade computed again from its stored reviews and weights. Null: the work has none. */
  async recompute(submissionId: string): Promise<Recomputed | null> {
    return (await this.recomputation.of([submissionId]))[0] ?? null;
  }

  /** What becomes of the work's grade; done at once. */
  private async decide(tx: Transaction, submissionId: string, isOver: boolean): Promise<Step> {
    const work = found(await this.grades.lock(tx, submissionId), 'submission');
    if (work.isHeld || !['submitted', 'in-review', 'graded'].includes(work.state)) return 'wait';
    const activity = await this.activityOf(work);
    const standing = await this.grades.standing(tx, submissionId);
    const reviews = standing?.source === 'staff' ? [] : await this.grades.counted(tx, submissionId);
    const now = this.clock.now();
    // What a grade weighs was decided when it was given: only other reviews, or other levels, make another one of it.
    const basis = standing && areOf(standing.basis, reviews) ? standing.basis : await this.basisOf(tx, work, reviews);
    const grade = gradeFrom(activity, reviews, basis);
    const step = nextStep({
      standing: standing && { source: standing.source, isSame: basis === standing.basis && saysTheSame(standing, grade) },
      counted: reviews.length,
      wanted: work.wanted,
      reviewsWanted: activity.reviewsWanted,
      isOver: isOver || work.phase === 'moderators',
      mayStillAsk: work.reviewBy === null || work.reviewBy > now,
      isLargeSpread: isLargeSpread(grade.criteria),
      hasStaffReview: reviews.some(({ kind }) => kind === 'staff'),
    });

    // A moderator had asked for more reviews of a graded work, and none came.
    if (step === 'keep' && isOver) await this.grades.close(tx, submissionId);
    if (step === 'ask-one-more') await this.grades.askOneMore(tx, submissionId);
    if (step === 'withdraw') await this.grades.withdraw(tx, work, now);
    if (step === 'grade') {
      const { fraction: _, ...computed } = grade;
      await this.grades.give(tx, work, { ...computed, source: 'reviews', basis, reason: null, gradedBy: null }, activity.release, now);
      if (isLargeSpread(grade.criteria) && !(standing && isLargeSpread(standing.criteria))) {
        await this.cases.raise(tx, { submissionId, reviewId: null, kind: 'spread', reason: 'spread', words: '', raisedBy: null, dueInDays: SPREAD_DAYS });
      }
    }
    return step;
  }

  private async basisOf(tx: Transaction, work: GradedWork, reviews: readonly DoneReview[]): Promise<readonly GradeBasis[]> {
    const weights = await this.reliability.weights(tx, work, reviews);
    return reviews.map(({ id }) => ({ reviewId: id, weight: weights.get(id)! }));
  }

  private async activityOf({ versionId, activityKey }: GradedWork): Promise<AssignmentActivity> {
    const activity = await this.versions.activity(versionId, activityKey);
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    return activity;
  }
}

const gradeFrom = ({ rubric, passMark }: AssignmentActivity, reviews: readonly DoneReview[], basis: readonly GradeBasis[]): ComputedGrade =>
  gradeOf(rubric, passMark, reviews.map(({ id, scores }) => ({ scores, weight: basis.find(({ reviewId }) => reviewId === id)!.weight })));

const areOf = (basis: readonly GradeBasis[], reviews: readonly DoneReview[]): boolean =>
  basis.length === reviews.length && reviews.every(({ id }) => basis.some(({ reviewId }) => reviewId === id));
