import { Injectable } from '@nestjs/common';
import { Database, found, Refused } from '@academy/platform';
import { Lending } from '@academy/reviews';

type Reading = { language: string; isOwn: boolean; reads: boolean };

/** A review by the staff, which nobody takes on unawares in a language that they do not read. */
@Injectable()
export class StaffReviews {
  constructor(
    private readonly database: Database,
    private readonly lending: Lending,
  ) {}

  /** Refuses `own-case`, and `language-not-read` unless that is accepted. The same again while it is theirs. */
  async begin(submissionId: string, isAccepted: boolean, userId: string): Promise<{ reviewId: string }> {
    const { language, isOwn, reads } = found(
      await this.database.one<Reading>(
        `SELECT s.language, u.id = ANY (s.author_ids) AS "isOwn", (s.language = ANY (u.reads) OR s.language = u.locale) AS reads FROM submission s JOIN users u ON u.id = $2 WHERE s.id = $1`,
        [submissionId, userId],
      ),
      'submission',
    );
    if (isOwn) throw new Refused('own-case');
    if (!reads && !isAccepted) throw new Refused('language-not-read', { language });
    return this.lending.lendToStaff(submissionId, userId);
  }
}
