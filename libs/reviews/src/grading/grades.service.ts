import { Injectable, NotImplementedException } from '@nestjs/common';
import type { Transaction } from '@academy/platform';

/** What staff say a work is worth: points, or passed or not. */
export type StaffGrade = Readonly<{ points?: number; isPassed?: boolean; reason: string }>;

/** Grades of works, from their reviews or by staff. */
@Injectable()
export class Grades {
  /** After a review of the work was finished, removed or reopened. */
  async consider(_tx: Transaction, _submissionId: string): Promise<void> {}

  /** The work's time is over. */
  async conclude(_tx: Transaction, _submissionId: string): Promise<'graded' | 'short'> {
    return 'short';
  }

  /** Releases the grades whose time has come. Answers how many. */
  async releaseDue(): Promise<number> {
    return 0;
  }

  /** Releases what was moderated. Answers how many. */
  async releaseAll(_editionId: string, _activityKey: string, _staffUserId: string): Promise<number> {
    return 0;
  }

  async gradeByStaff(_submissionId: string, _input: StaffGrade, _staffUserId: string): Promise<void> {
    throw new NotImplementedException();
  }
}
