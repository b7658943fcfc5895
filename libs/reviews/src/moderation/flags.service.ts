import { Injectable } from '@nestjs/common';
import { Database, found, NotFound, Refused, row, type Transaction } from '@academy/platform';
import { Grades } from '../grading/grades.service';
import type { SubmissionState } from '../submission.entity';
import { DUE_DAYS, type FlagReason } from './case.rules';
import { Cases } from '../cases.service';

export type Flag = Readonly<{ reason: FlagReason; text?: string | undefined }>;
export type RaisedCase = Readonly<{ caseId: string; dueAt: Date }>;
type Shown = { submissionId: string; isOwn: boolean; isReleased: boolean };

/** What people ask moderators to look at. */
@Injectable()
export class Flags {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly grades: Grades,
  ) {}

  /** A work leaves the pool until a moderator decides; claims stay with their holders. Refuses `not-submitted`, `already-flagged`. */
  flagSubmission(submissionId: string, { reason, text }: Flag, userId: string): Promise<RaisedCase> {
    return this.database.transaction(async (tx) => {
      const work = found(await row<{ state: SubmissionState }>(tx, 'SELECT state FROM submission WHERE id = $1 FOR UPDATE', [submissionId]), 'submission');
      if (!['submitted', 'in-review', 'graded'].includes(work.state)) throw new Refused('not-submitted', { state: work.state });
      await row(tx, 'UPDATE submission SET is_held = true WHERE id = $1', [submissionId]);
      const caseId = await this.cases.raise(tx, { submissionId, reviewId: null, kind: 'flagged-submission', reason, words: text ?? '', raisedBy: userId, dueInDays: DUE_DAYS.flag });
      return this.raised(tx, caseId, 'already-flagged');
    });
  }

  /**
   * A review counts for nothing until a moderator decides. Its author's own works alone show it, and only once their grade is
   * released: before, NotFound. Refuses `already-flagged`.
   */
  flagReview(reviewId: string, { reason, text }: Flag, userId: string): Promise<RaisedCase> {
    return this.database.transaction(async (tx) => {
      const review = await row<Shown>(
        tx,
        `SELECT r.submission_id AS "submissionId", $2 = ANY (s.author_ids) AS "isOwn",
                EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.released_at IS NOT NULL) AS "isReleased"
         FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.id = $1 AND r.state = 'done' FOR UPDATE OF r`,
        [reviewId, userId],
      );
      const { submissionId, isOwn, isReleased } = found(review, 'review');
      if (isOwn && !isReleased) throw new NotFound('review');
      await row(tx, 'UPDATE review SET is_held = true WHERE id = $1', [reviewId]);
      await this.grades.consider(tx, submissionId);
      const caseId = await this.cases.raise(tx, { submissionId, reviewId, kind: 'flagged-review', reason, words: text ?? '', raisedBy: userId, dueInDays: DUE_DAYS.flag });
      return this.raised(tx, caseId, 'already-flagged');
    });
  }

  /** The one appeal of a work, once its grade is released. Refuses `not-released`, `already-appealed`. */
  appeal(submissionId: string, reason: string, userId: string): Promise<RaisedCase> {
    return this.database.transaction(async (tx) => {
      found(await row(tx, 'SELECT FROM submission WHERE id = $1 FOR UPDATE', [submissionId]), 'submission');
      const grade = await row(tx, 'SELECT FROM grade WHERE submission_id = $1 AND superseded_at IS NULL AND released_at IS NOT NULL', [submissionId]);
      if (!grade) throw new Refused('not-released');
      const caseId = await this.cases.raise(tx, { submissionId, reviewId: null, kind: 'appeal', reason: 'appeal', words: reason, raisedBy: userId, dueInDays: DUE_DAYS.appeal });
      return this.raised(tx, caseId, 'already-appealed');
    });
  }

  private async raised(tx: Transaction, caseId: string | null, why: 'already-flagged' | 'already-appealed'): Promise<RaisedCase> {
    if (caseId === null) throw new Refused(why);
    const { dueAt } = found(await row<{ dueAt: Date }>(tx, 'SELECT due_at AS "dueAt" FROM review_case WHERE id = $1', [caseId]), 'case');
    return { caseId, dueAt };
  }
}
