import { Injectable } from '@nestjs/common';
import { Clock, Database, type PendingMail, Together } from '@academy/platform';
import { isSwept, type SweptKind } from './due.kinds';
import { given, isForHer, RULE } from './due.parts';
import { dueStatement } from './due.statements';
import { houseRule, isReminderKind, type ReminderKind } from './reminder.kinds';
import { type ReminderStanding, whyNoLongerDue, whyNotForHer } from './sending.rules';

/** How long a reminder may have waited for a better hour, or a digest, and still be asked about. */
const LONGEST_WAIT_DAYS = 70;

type Decided = { subject: string | null; occurrence: string | null; editionId: string | null };
type DueRow = { enrolmentId: string; subject: string; occurrence: string; email: boolean; isForHer: boolean };
type Told = Readonly<{ reminderId: unknown; userId: string | null }>;
type Turn = Readonly<{ enrolmentId: string; editionId: string }>;

const DECIDED = `SELECT r.subject, r.occurrence, r.edition_id AS "editionId" FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a (id, user_id, place)
  LEFT JOIN reminder r ON r.id = a.id AND r.user_id = a.user_id ORDER BY a.place`;

/** Why a reminder must not go out after all, asked at the moment of sending by the very statement that found it: once of all that are about to go. */
@Injectable()
export class ReminderObjections {
  private readonly decisions = new Together<Told, Decided>((asked) => this.database.query(DECIDED, [asked.map(({ reminderId }) => reminderId ?? null), asked.map(({ userId }) => userId)]));
  private readonly turns = new Map<SweptKind, Together<Turn, DueRow[]>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async objection({ kind, data, userId }: PendingMail): Promise<string | null> {
    if (!isReminderKind(kind)) return null;
    if (!isSwept(kind)) return this.ofFact(kind, data);
    const enrolmentId = String(data['enrolmentId']);
    const decided = await this.decisions.ask({ reminderId: data['reminderId'], userId });
    if (decided.editionId === null) return 'reminder-gone';
    const due = await this.due(kind).ask({ enrolmentId, editionId: decided.editionId });
    const still = due.find(({ subject, occurrence }) => subject === decided.subject && occurrence === decided.occurrence);
    if (still) return !still.isForHer ? 'not-in-audience' : still.email ? null : 'channel-off';
    const standing = await this.standing(kind, enrolmentId, data);
    return standing ? whyNoLongerDue(kind, standing, this.clock.now()) : 'enrolment-gone';
  }

  /** What is due by now, by enrolment. */
  private due(kind: SweptKind): Together<Turn, DueRow[]> {
    const known = this.turns.get(kind);
    if (known) return known;
    const turns = new Together<Turn, DueRow[]>(async (asked) => {
      const since = new Date(this.clock.now().getTime() - LONGEST_WAIT_DAYS * 24 * 3_600_000);
      const due = await this.database.query<DueRow>(dueStatement(kind), [kind, given(houseRule(kind)), false, asked.map(({ editionId }) => editionId), since, asked.map(({ enrolmentId }) => enrolmentId)]);
      return asked.map(({ enrolmentId }) => due.filter((each) => each.enrolmentId === enrolmentId));
    });
    this.turns.set(kind, turns);
    return turns;
  }

  private standing(kind: SweptKind, enrolmentId: string, { activityKey, at }: Record<string, unknown>): Promise<ReminderStanding | null> {
    return this.database.one<ReminderStanding>(
      `SELECT coalesce(own.is_on, shared.is_on, $3) AS "isOn", e.state AS "enrolmentState", d.state AS "editionState", d.ends_at AS "endsAt", $5::timestamptz AS told,
              CASE $2::text WHEN 'edition-starts' THEN d.starts_at
                WHEN 'live-event' THEN (SELECT l.starts_at FROM live_event l WHERE l.edition_id = d.id AND l.activity_key = $4 AND NOT l.is_cancelled) ELSE a.due_at END AS "dueAt"
       FROM enrolment e JOIN edition d ON d.id = e.edition_id LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = $4
         LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $2 LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $2
       WHERE e.id = $1`,
      [enrolmentId, kind, houseRule(kind).isOn, activityKey ?? null, at ?? null],
    );
  }

  /** Reminders that follow from facts: whoever left, or was erased, hears nothing; what has become of the thing itself others say. */
  private async ofFact(kind: ReminderKind, { enrolmentId, reviewId }: Record<string, unknown>): Promise<string | null> {
    const standing = await this.database.one<{ isOn: boolean; enrolmentState: string; isForHer: boolean }>(
      `SELECT e.state AS "enrolmentState", r.is_on AND r.email AS "isOn", ${isForHer('r.audience', 'e.id')} AS "isForHer" FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id ${RULE}
       WHERE e.id = coalesce($4::uuid, (SELECT enrolment_id FROM review WHERE id = $5::uuid))`,
      [kind, given(houseRule(kind)), false, enrolmentId ?? null, reviewId ?? null],
    );
    return standing ? whyNotForHer(kind, standing) : 'enrolment-gone';
  }
}
