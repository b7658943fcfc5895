import { Injectable } from '@nestjs/common';
import { Database, found, Invalid, record, refuseIf, Refused, row, rows, type Transaction } from '@academy/platform';
import { Claims } from '../allocation/claims.service';
import { Lending } from '../allocation/lending.service';
import { Grades } from '../grading/grades.service';
import { CaseDecided, ReviewRemoved, SubmissionReturned } from '../reviews.facts';
import { type CaseStanding, type Decision, fits, whyNotDecide } from './case.rules';
import { LongerTerms } from './longer.terms';

/** `note`: the reason, as the person concerned reads it. `points` or `isPassed`: for a grade; `days`: for an extension. */
export type Decided = Readonly<{ decision: Decision; note: string; points?: number | undefined; isPassed?: boolean | undefined; days?: number | undefined }>;
type Case = CaseStanding & Readonly<{ id: string; submissionId: string; reviewId: string | null; editionId: string; activityKey: string; round: number }>;
type Action = (tx: Transaction, open: Case, decided: Decided, userId: string) => Promise<unknown>;

/**
 * What moderators decide. The case is closed last, after review and work are locked as everywhere: of two who decide at once, one
 * wins and nothing remains of the other's.
 */
@Injectable()
export class CaseDecisions {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly grades: Grades,
    private readonly lending: Lending,
    private readonly terms: LongerTerms,
  ) {}

  /** Refuses `case-decided`, `own-case`; Invalid for a decision that does not fit the case. Answers the review that a staff member took on, if they did. */
  async decide(caseId: string, decided: Decided, userId: string): Promise<{ reviewId: string | null }> {
    const seen = await this.find(caseId, userId);
    if (!fits(seen.kind, decided.decision)) throw new Invalid([{ pointer: '/decision', detail: `does not fit a case of kind ${seen.kind}` }]);
    refuseIf(whyNotDecide(seen, userId));
    // The loan is its own transaction; lent again it is the same, and a case that somebody else closes leaves a review that counts all the same.
    const lent = decided.decision === 'review-by-staff' ? await this.lending.lendToStaff(seen.submissionId, userId) : null;
    await this.database.transaction(async (tx) => {
      await this.actions[decided.decision](tx, seen, decided, userId);
      await this.close(tx, seen, decided, userId);
    });
    return { reviewId: lent?.reviewId ?? null };
  }

  private async find(caseId: string, userId: string): Promise<Case> {
    const known = await this.database.one<Case>(
      `SELECT c.id, c.kind, c.state, c.submission_id AS "submissionId", c.review_id AS "reviewId", c.edition_id AS "editionId", c.activity_key AS "activityKey", s.round,
              s.author_ids AS "authorIds", r.reviewer_id AS "reviewerId",
              (SELECT own.kind FROM review own WHERE own.submission_id = s.id AND own.reviewer_id = $2 AND own.state IN ('claimed', 'done')) AS "ownReview"
       FROM review_case c JOIN submission s ON s.id = c.submission_id LEFT JOIN review r ON r.id = c.review_id WHERE c.id = $1`,
      [caseId, userId],
    );
    return found(known, 'case');
  }

  private async close(tx: Transaction, open: Case, { decision, note }: Decided, userId: string): Promise<void> {
    const closed = await row(
      tx,
      `UPDATE review_case SET state = 'decided', decision = $2, note = $3, decided_by = $4, decided_at = academy_now() WHERE id = $1 AND state = 'open' RETURNING id`,
      [open.id, decision, note, userId],
    );
    if (!closed) throw new Refused('case-decided');
    const { id: caseId, kind, submissionId, editionId, activityKey, round } = open;
    await record(tx, CaseDecided, { caseId, kind, decision, submissionId, editionId, activityKey, round }, { actorId: userId, personId: open.reviewerId ?? open.authorIds[0] ?? null });
  }

  private readonly actions: Record<Decision, Action> = {
    dismiss: (tx, open) => (open.reviewId === null ? this.putBack(tx, open) : this.countAgain(tx, open, open.reviewId)),
    return: (tx, open, decided, userId) => this.giveToAuthors(tx, open, userId),
    remove: (tx, open, decided, userId) => (open.reviewId === null ? this.takeOut(tx, open) : this.removeReview(tx, open, open.reviewId, userId)),
    'uphold-grade': () => Promise.resolve(),
    accept: () => Promise.resolve(),
    'change-grade': (tx, { submissionId }, { note, points, isPassed }, userId) => this.grades.giveByStaff(tx, submissionId, { reason: note, points, isPassed }, userId),
    'pass-grade': (tx, { submissionId }, { note }, userId) => this.grades.giveByStaff(tx, submissionId, { reason: note, isPassed: true }, userId),
    'more-reviews': (tx, { submissionId }, decided, userId) => this.terms.oneMore(tx, submissionId, userId),
    extend: (tx, { submissionId }, { days }, userId) => this.terms.extend(tx, submissionId, days, userId),
    'review-by-staff': () => Promise.resolve(),
  };

  /** Back into the pool, unless something else was said against it. */
  private async putBack(tx: Transaction, { submissionId }: Case): Promise<void> {
    await row(tx, 'UPDATE submission SET is_held = false WHERE id = $1', [submissionId]);
    await this.grades.consider(tx, submissionId);
  }

  private async countAgain(tx: Transaction, { submissionId }: Case, reviewId: string): Promise<void> {
    await row(tx, 'UPDATE review SET is_held = false WHERE id = $1', [reviewId]);
    await this.grades.consider(tx, submissionId);
  }

  private async removeReview(tx: Transaction, { submissionId, editionId, activityKey, round, reviewerId }: Case, reviewId: string, userId: string): Promise<void> {
    await this.claims.remove(tx, reviewId);
    await row(tx, 'UPDATE review SET is_held = false WHERE id = $1', [reviewId]);
    await record(tx, ReviewRemoved, { reviewId, submissionId, editionId, activityKey, round }, { actorId: userId, personId: reviewerId });
    await this.grades.consider(tx, submissionId);
  }

  /** To be written again. Reviews that it has stay; a grade does not. */
  private async giveToAuthors(tx: Transaction, open: Case, userId: string): Promise<void> {
    await this.emptyOf(tx, open.submissionId, 'returned');
    const { submissionId, editionId, activityKey, round } = open;
    await record(tx, SubmissionReturned, { submissionId, editionId, activityKey, round }, { actorId: userId, personId: open.authorIds[0] ?? null });
  }

  /** For good; whoever reviewed it has reviewed it. */
  private takeOut(tx: Transaction, { submissionId }: Case): Promise<void> {
    return this.emptyOf(tx, submissionId, 'withdrawn');
  }

  /** Its authors gave it to everybody? Not any more: written again, it is theirs to publish anew. */
  private async emptyOf(tx: Transaction, submissionId: string, state: 'returned' | 'withdrawn'): Promise<void> {
    const lent = await rows<{ id: string }>(tx, `SELECT id FROM review WHERE submission_id = $1 AND state = 'claimed' ORDER BY id`, [submissionId]);
    for (const { id } of lent) await this.claims.giveBack(tx, id, 'released');
    const left = await row(tx, `UPDATE submission SET state = $2, is_held = false, phase = 'regular', moderate_by = NULL, revision = revision + 1, updated_at = academy_now(),
                                  licence = NULL, published_as = NULL, published_at = NULL
                                WHERE id = $1 AND state IN ('submitted', 'in-review', 'graded') RETURNING id`, [submissionId, state]);
    if (!left) throw new Refused('not-submitted');
    await row(tx, 'UPDATE grade SET superseded_at = academy_now() WHERE submission_id = $1 AND superseded_at IS NULL', [submissionId]);
  }
}
