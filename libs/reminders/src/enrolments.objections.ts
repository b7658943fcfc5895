import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { CertificateReadyMail, EnrolledMail, WaitlistedMail } from './reminders.mails';
import { DutyWaivedMail, GradeReleasedMail, WorkReturnedMail } from './reviews.mails';

/** `isOver`: the certificate was revoked and none stands in its place; false where the mail names none. */
type Standing = Readonly<{ state: string; isOver: boolean }>;

const unlessWithdrawn = ({ state }: Standing): string | null => (state === 'withdrawn' ? 'not-active' : null);

const WHY_NOT: ReadonlyMap<string, (standing: Standing) => string | null> = new Map([
  [EnrolledMail.kind, ({ state }: Standing) => (state === 'withdrawn' || state === 'waitlisted' ? 'not-active' : null)],
  [WaitlistedMail.kind, ({ state }: Standing) => (state === 'waitlisted' ? null : 'not-waiting')],
  [CertificateReadyMail.kind, (standing: Standing) => (standing.isOver ? 'credential-over' : unlessWithdrawn(standing))],
  [GradeReleasedMail.kind, unlessWithdrawn],
  [WorkReturnedMail.kind, unlessWithdrawn],
  [DutyWaivedMail.kind, unlessWithdrawn],
]);

const STANDING = `SELECT e.state, coalesce(x.revoked_at IS NOT NULL AND x.superseded_by IS NULL, false) AS "isOver" FROM enrolment e LEFT JOIN certificate x ON x.id = $2 WHERE e.id = $1`;

/** Why a mail about somebody's place in an edition must not go out any more, asked at the moment of sending. Those of reminders' rules are asked about there. */
@Injectable()
export class EnrolmentObjections {
  constructor(private readonly database: Database) {}

  async objection({ kind, data }: PendingMail): Promise<string | null> {
    const whyNot = WHY_NOT.get(kind);
    if (!whyNot) return null;
    const standing = await this.database.one<Standing>(STANDING, [data['enrolmentId'], data['certificateId'] ?? null]);
    return standing && whyNot(standing);
  }
}
