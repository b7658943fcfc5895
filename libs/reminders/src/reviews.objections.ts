import { Injectable } from '@nestjs/common';
import { Clock, Database, type PendingMail } from '@academy/platform';
import { CaseRaisedMail } from './moderation.mails';
import { ClaimExpiringMail, HelpWantedMail, ReviewsOwedMail } from './reviews.mails';

/** A claim that got this much more time is no longer about to go back. */
const EXTENDED_BY = 60_000;

/** Why a mail about peer review must not go out any more: what it asks for has happened since. Asked at the moment of sending. */
@Injectable()
export class ReviewObjections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  objection({ kind, userId, data }: PendingMail): Promise<string | null> {
    switch (kind) {
      case ClaimExpiringMail.kind:
        return this.claim(data);
      case ReviewsOwedMail.kind:
        return this.owed(data);
      case HelpWantedMail.kind:
        return this.help(data, userId);
      case CaseRaisedMail.kind:
        return this.undecided(data);
      default:
        return Promise.resolve(null);
    }
  }

  private async claim({ reviewId, expiresAt }: Record<string, unknown>): Promise<string | null> {
    const claim = await this.database.one<{ expiresAt: Date }>(`SELECT expires_at AS "expiresAt" FROM review WHERE id = $1 AND state = 'claimed'`, [reviewId]);
    if (!claim || claim.expiresAt <= this.clock.now()) return 'claim-over';
    return claim.expiresAt.getTime() > Date.parse(String(expiresAt)) + EXTENDED_BY ? 'claim-extended' : null;
  }

  private async owed({ enrolmentId, activityKey, round }: Record<string, unknown>): Promise<string | null> {
    const owing = await this.database.one(
      `SELECT FROM review_duty d JOIN enrolment e ON e.id = d.enrolment_id
       WHERE d.enrolment_id = $1 AND d.activity_key = $2 AND d.round = $3 AND d.given + d.waived < d.to_give AND e.state <> 'withdrawn'`,
      [enrolmentId, activityKey, round],
    );
    return owing ? null : 'nothing-owed';
  }

  private async help({ editionId, activityKey, round, languages }: Record<string, unknown>, userId: string | null): Promise<string | null> {
    const open = await this.database.one(
      `SELECT FROM submission s WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.is_open AND s.language = ANY ($4::text[]) AND $5::uuid <> ALL (s.author_ids) LIMIT 1`,
      [editionId, activityKey, round, languages, userId],
    );
    return open ? null : 'nothing-to-help-with';
  }

  private async undecided({ caseId }: Record<string, unknown>): Promise<string | null> {
    return (await this.database.one(`SELECT FROM review_case WHERE id = $1 AND state = 'open'`, [caseId])) ? null : 'decided-since';
  }
}
