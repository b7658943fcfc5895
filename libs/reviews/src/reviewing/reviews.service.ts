import { Injectable } from '@nestjs/common';
import { Clock, Database, type FieldError, found, Invalid, NotFound, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { Versions, withDefaults } from '@academy/courses';
import type { EnrolmentState } from '@academy/enrolments';
import { Claims, WRITING_HOURS } from '../allocation/claims.service';
import { Grades } from '../grading/grades.service';
import type { ReviewState } from '../review.entities';
import { ReviewGiven } from '../reviews.facts';
import { ReviewStanding } from '../standing.service';
import type { SubmissionContent, SubmissionState } from '../submission.entity';
import { wholeMarkdown } from '../submissions/submission.rules';
import { isSameDraft, missingIn, type ReviewDraft, strangersIn, whyNotHandIn, whyNotRelease, whyNotReview } from './draft.rules';
import { type ReviewWarning, warningsOf, wordsOf } from './quality.rules';
import type { ReviewInput } from './reviewing.schemas';

/** `warnings`: what to look at again. */
export type SavedReview = Readonly<{ state: ReviewState; expiresAt: Date; revision: number; warnings: readonly ReviewWarning[] }>;

type Loaded = ReviewDraft & {
  id: string; submissionId: string; editionId: string; activityKey: string; round: number; reviewerId: string; enrolmentId: string | null;
  state: ReviewState; claimedAt: Date; expiresAt: Date; revision: number; warnings: ReviewWarning[];
  enrolmentState: EnrolmentState | null; workState: SubmissionState; versionId: string; content: SubmissionContent; isSettled: boolean;
};

const LOADED = `r.id, r.submission_id AS "submissionId", r.edition_id AS "editionId", r.activity_key AS "activityKey", r.round, r.reviewer_id AS "reviewerId",
  r.enrolment_id AS "enrolmentId", r.state, r.claimed_at AS "claimedAt", r.expires_at AS "expiresAt", r.revision, r.warnings, r.scores, r.comments, r.overall,
  r.keeps, r.suggests, e.state AS "enrolmentState", s.state AS "workState", s.version_id AS "versionId", s.content,
  r.is_held OR r.rated_at IS NOT NULL OR EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.released_at IS NOT NULL) AS "isSettled"`;
/** Earlier reviews of a person that a new one is compared with. */
const COMPARED = 30;

/** Writing a review: typed, kept, handed in or given back. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly claims: Claims,
    private readonly grades: Grades,
    private readonly standing: ReviewStanding,
  ) {}

  /**
   * Keeps what was typed; with `done` hands it in. Throws Invalid for what the rubric does not have, and with `done` for
   * what is missing. Doubts about its quality stand in nobody's way: a page asks for a second look first (`prompts`, which
   * wants both closing prompts too), anybody else is told with the answer and may better it until the grade is out. Refuses `review-done`,
   * `review-released`, `review-removed`, `withdrawn`, and with `done` `claim-expired` and `work-taken-back`: what was typed is kept then.
   */
  async save(reviewId: string, input: ReviewInput, closing: 'either' | 'prompts' = 'either'): Promise<SavedReview> {
    try {
      return await this.database.transaction((tx) => this.write(tx, reviewId, input, closing));
    } catch (error) {
      const isAnswer = error instanceof Refused || error instanceof Invalid;
      if (input.done && isAnswer) await this.save(reviewId, { ...input, done: false }).catch(() => undefined);
      throw error;
    }
  }

  /** Gives a work back unreviewed; what was typed stays with its reviewer. Doing so again changes nothing. Refuses `review-done`. */
  async release(reviewId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      refuseIf(whyNotRelease((await this.lock(tx, reviewId)).state));
      await this.claims.giveBack(tx, reviewId, 'released');
    });
  }

  private async write(tx: Transaction, reviewId: string, { keeps, suggests, done, ...input }: ReviewInput, closing: 'either' | 'prompts'): Promise<SavedReview> {
    const review = await this.lock(tx, reviewId);
    const draft: ReviewDraft = { ...input, keeps: keeps ?? review.keeps, suggests: suggests ?? review.suggests };
    if (review.state === 'done' && isSameDraft(draft, review)) return savedOf(review);
    const isBettered = done && review.state === 'done' && review.warnings.length > 0 && !review.isSettled;
    refuseIf(whyNotReview(isBettered ? { ...review, state: 'claimed' } : review));
    const { rubric, form } = await this.assignmentOf(review);
    throwIf(strangersIn(rubric.criteria, draft));
    if (!done) return this.keep(tx, review, draft, review.warnings);

    refuseIf(whyNotHandIn(review.workState));
    throwIf(missingIn(rubric.criteria, draft, closing));
    const warnings = warningsOf(rubric.criteria, draft, {
      earlier: await this.earlierTexts(tx, review),
      work: wholeMarkdown(review.content, form),
      secondsSinceClaim: (this.clock.now().getTime() - review.claimedAt.getTime()) / 1_000,
    });
    const kept = await this.keep(tx, review, draft, warnings);
    const isNews = warnings.some((warning) => !review.warnings.includes(warning));
    if (isBettered) await this.grades.consider(tx, review.submissionId);
    return isBettered || (isNews && closing === 'prompts') ? kept : this.finish(tx, review, kept);
  }

  private async finish(tx: Transaction, review: Loaded, kept: SavedReview): Promise<SavedReview> {
    const { id: reviewId, submissionId, editionId, activityKey, round, reviewerId } = review;
    const enrolmentId = await this.claims.finish(tx, reviewId);
    await this.grades.consider(tx, submissionId);
    if (enrolmentId) await this.standing.settle(tx, enrolmentId, activityKey);
    await record(tx, ReviewGiven, { reviewId, submissionId, editionId, activityKey, round }, { actorId: reviewerId });
    return { ...kept, state: 'done' };
  }

  /** Writes the text down, and keeps the claim alive while there is one. */
  private async keep(tx: Transaction, review: Loaded, draft: ReviewDraft, warnings: ReviewWarning[]): Promise<SavedReview> {
    const isNew = !isSameDraft(draft, review) || String(warnings) !== String(review.warnings);
    if (isNew) {
      await row(tx, 'UPDATE review SET scores = $2, comments = $3, overall = $4, keeps = $5, suggests = $6, warnings = $7, revision = revision + 1 WHERE id = $1', [
        review.id, JSON.stringify(draft.scores), JSON.stringify(draft.comments), draft.overall, draft.keeps, draft.suggests, warnings,
      ]);
    }
    const isEnding = review.expiresAt.getTime() - this.clock.now().getTime() < WRITING_HOURS * 3_600_000;
    const expiresAt = review.state === 'claimed' && isEnding ? await this.claims.extend(tx, review.id) : review.expiresAt;
    return { state: review.state, expiresAt, revision: review.revision + (isNew ? 1 : 0), warnings };
  }

  private async lock(tx: Transaction, reviewId: string): Promise<Loaded> {
    const sql = `SELECT ${LOADED} FROM review r JOIN submission s ON s.id = r.submission_id LEFT JOIN enrolment e ON e.id = r.enrolment_id WHERE r.id = $1 FOR UPDATE OF r`;
    return found(await row<Loaded>(tx, sql, [reviewId]), 'review');
  }

  private async assignmentOf({ versionId, activityKey }: Loaded) {
    const activity = await this.versions.activity(versionId, activityKey);
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    return withDefaults(activity);
  }

  private async earlierTexts(tx: Transaction, { id, reviewerId }: Loaded): Promise<string[]> {
    const earlier = await rows<Omit<ReviewDraft, 'scores'>>(
      tx,
      `SELECT comments, overall, keeps, suggests FROM review WHERE reviewer_id = $1 AND id <> $2 AND state = 'done' ORDER BY done_at DESC LIMIT $3`,
      [reviewerId, id, COMPARED],
    );
    return earlier.map(wordsOf);
  }
}

const savedOf = ({ state, expiresAt, revision, warnings }: Loaded): SavedReview => ({ state, expiresAt, revision, warnings });

function throwIf(errors: FieldError[]): void {
  if (errors.length > 0) throw new Invalid(errors);
}
