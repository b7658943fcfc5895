import { Injectable } from '@nestjs/common';

export type Lent = Readonly<{ reviewId: string; isNew: boolean }>;
export type NothingNow = Readonly<{ retryAfterSeconds: number }>;

/** Who asks for the next review is lent the work that needs it most. */
@Injectable()
export class Lending {
  /**
   * Lends the next work of an assignment to whoever asks, or answers the live claim she has. Nothing to review now: when
   * to ask again. Refuses `review-not-open`, `reviews-closed`, `own-submission-first`, `training-first`, `not-enrolled`.
   */
  next(enrolmentId: string, activityKey: string): Promise<Lent | NothingNow> {
    throw new Error(`Being written: ${enrolmentId} ${activityKey}`);
  }

  /** Lends a work to somebody of the staff, whatever its counts and language. The same again while it is theirs. */
  lendToStaff(submissionId: string, staffUserId: string): Promise<{ reviewId: string }> {
    throw new Error(`Being written: ${submissionId} ${staffUserId}`);
  }

  /** Somebody offers to review more than she owes. */
  volunteer(enrolmentId: string, activityKey: string): Promise<void> {
    throw new Error(`Being written: ${enrolmentId} ${activityKey}`);
  }

  /** Somebody offers to review for later editions of a course too, or no longer. */
  offerHelp(userId: string, courseId: string, isOffered: boolean): Promise<void> {
    throw new Error(`Being written: ${userId} ${courseId} ${isOffered}`);
  }
}
