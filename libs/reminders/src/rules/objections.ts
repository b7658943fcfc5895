import { Injectable } from '@nestjs/common';
import { Clock, Database, type PendingMail } from '@academy/platform';
import { isSwept, type SweptKind } from './due.kinds';
import { given } from './due.parts';
import { dueStatement } from './due.statements';
import { houseRule, isReminderKind, type ReminderKind } from './reminder.kinds';
import { type ReminderStanding, whyNoLongerDue } from './sending.rules';

/** How long a reminder may have waited for a better hour, or a digest, and still be asked about. */
const LONGEST_WAIT_DAYS = 70;

type Decided = { subject: string; occurrence: string; editionId: string };

/** Why a reminder must not go out after all, asked at the moment of sending by the very statement that found it. */
@Injectable()
export class ReminderObjections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async objection({ kind, data, userId }: PendingMail): Promise<string | null> {
    if (!isReminderKind(kind)) return null;
    if (!isSwept(kind)) return (await this.isOff(kind, data)) ? 'rule-off' : null;
    const enrolmentId = String(data['enrolmentId']);
    const decided = await this.database.one<Decided>('SELECT subject, occurrence, edition_id AS "editionId" FROM reminder WHERE id = $1 AND user_id = $2', [data['reminderId'] ?? null, userId]);
    if (!decided) return 'reminder-gone';
    const due = await this.due(kind, enrolmentId, decided.editionId);
    const still = due.find(({ subject, occurrence }) => subject === decided.subject && occurrence === decided.occurrence);
    if (still) return still.email ? null : 'channel-off';
    const standing = await this.standing(kind, enrolmentId, data);
    return standing ? whyNoLongerDue(kind, standing, this.clock.now()) : 'enrolment-gone';
  }

  private due(kind: SweptKind, enrolmentId: string, editionId: string): Promise<{ subject: string; occurrence: string; email: boolean }[]> {
    const since = new Date(this.clock.now().getTime() - LONGEST_WAIT_DAYS * 24 * 3_600_000);
    return this.database.query(dueStatement(kind), [kind, given(houseRule(kind)), false, [editionId], since, enrolmentId]);
  }

  private standing(kind: SweptKind, enrolmentId: string, { activityKey, at }: Record<string, unknown>): Promise<ReminderStanding | null> {
    return this.database.one<ReminderStanding>(
      `SELECT coalesce(own.is_on, shared.is_on, $3) AS "isOn", e.state AS "enrolmentState", d.state AS "editionState", d.ends_at AS "endsAt", $5::timestamptz AS told,
              CASE WHEN $2 = 'edition-starts' THEN d.starts_at ELSE a.due_at END AS "dueAt"
       FROM enrolment e JOIN edition d ON d.id = e.edition_id LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = $4
         LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $2 LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $2
       WHERE e.id = $1`,
      [enrolmentId, kind, houseRule(kind).isOn, activityKey ?? null, at ?? null],
    );
  }

  /** Reminders that follow from facts: what has become of the thing itself others say. */
  private async isOff(kind: ReminderKind, { enrolmentId, reviewId }: Record<string, unknown>): Promise<boolean> {
    const rule = await this.database.one<{ isOn: boolean }>(
      `SELECT coalesce(own.is_on AND own.email, shared.is_on AND shared.email, true) AS "isOn" FROM edition d
         LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $1 LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $1
       WHERE d.id = coalesce((SELECT edition_id FROM enrolment WHERE id = $2::uuid), (SELECT edition_id FROM review WHERE id = $3::uuid))`,
      [kind, enrolmentId ?? null, reviewId ?? null],
    );
    return rule?.isOn === false;
  }
}
