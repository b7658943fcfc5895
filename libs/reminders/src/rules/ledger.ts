import { row, type Transaction } from '@academy/platform';
import { tell } from '../news/telling';
import { given, isForHer, RULE } from './due.parts';
import { houseRule, type ReminderKind } from './reminder.kinds';

/** A reminder that follows from a fact: about what, for whose enrolment, which time. */
export type Occasion = Readonly<{ kind: ReminderKind; enrolmentId: string; subject: string; occurrence: string; params: object }>;

/** Parameters after those of the rule: $4 enrolment, $5 subject, $6 occurrence, $7 params. */
const DECIDE = `
  WITH due AS (
    SELECT u.id AS user_id, d.id AS edition_id, r.email, r.in_app, reminder_draw(u.id, $1::text, d.id) < r.hold_out AS is_held_out
    FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id ${RULE}
    WHERE e.id = $4::uuid AND r.is_on AND (r.email OR r.in_app)
      AND ${isForHer('r.audience', 'e.id')}),
  written AS (
    INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params)
    SELECT user_id, $1::text, $5::text, $6::text, $4::uuid, edition_id, CASE WHEN is_held_out THEN 'held-out' ELSE 'sent' END, $7::jsonb FROM due
    ON CONFLICT DO NOTHING RETURNING id, arm)
  SELECT w.id, due.user_id AS "userId", w.arm = 'sent' AND due.email AS "isMailed", w.arm = 'sent' AND due.in_app AS "isTold" FROM written w CROSS JOIN due`;

/** Writes down what the rule in force decides, and tells of it in the Academy. Answers the reminder to send by e-mail, or null: switched off, not for her, held out, or decided before. */
export async function decide(tx: Transaction, { kind, enrolmentId, subject, occurrence, params }: Occasion): Promise<string | null> {
  const decided = await row<{ id: string; userId: string; isMailed: boolean; isTold: boolean }>(tx, DECIDE, [kind, given(houseRule(kind)), false, enrolmentId, subject, occurrence, JSON.stringify(params)]);
  if (decided?.isTold) await tell(tx, 'reminder', [{ userId: decided.userId, key: `reminder:${decided.id}`, params: { reminderId: decided.id } }]);
  return decided?.isMailed ? decided.id : null;
}
