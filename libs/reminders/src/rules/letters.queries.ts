import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { isSwept } from './due.kinds';
import type { Letter } from './letters';
import { isReminderKind, type ReminderText } from './reminder.kinds';
import { textFor } from './rule.rules';

type Found = Pick<Letter, 'course' | 'edition'> & { module: string | null; activity: string | null; texts: Record<string, ReminderText> | null; link: string | null };
/** What a reminder is about: ids and dates, as its ledger row keeps them. */
export type Params = Readonly<{ moduleKey?: string; activityKey?: string; at?: string; hours?: number; awardId?: string; reviewId?: string }>;

/** What reminders say, looked up when they are sent: the titles of then, and the words of the rule that is in force then. */
@Injectable()
export class ReminderLetters {
  constructor(private readonly database: Database) {}

  /** For kinds that rules decide about; null for other mails. */
  async latest({ kind, recipient, data }: PendingMail): Promise<Record<string, unknown> | null> {
    if (!isReminderKind(kind)) return null;
    const found = await this.find(kind, data['enrolmentId'], data as Params);
    if (!found) return null;
    const words = textFor(found.texts ?? {}, recipient.locale);
    return isSwept(kind) ? letterOf(found, String(data['enrolmentId']), data as Params, words, found.link) : { words };
  }

  /** The letter of a rule that may not be stored yet. Null where there is no such enrolment. */
  async of(kind: string, enrolmentId: string, params: Params, { texts, link }: Readonly<{ texts: Readonly<Record<string, ReminderText>>; link: string | null }>, locale: string): Promise<Letter | null> {
    const found = await this.find(kind, enrolmentId, params);
    return found && letterOf(found, enrolmentId, params, textFor(texts, locale), link);
  }

  private find(kind: string, enrolmentId: unknown, { moduleKey, activityKey, awardId, reviewId }: Params): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT coalesce((SELECT b.name FROM award w JOIN badge b ON b.id = w.badge_id WHERE w.id = $5::uuid), c.title) AS course, d.name AS edition, m.title AS module, a.title AS activity,
              CASE WHEN own.id IS NULL THEN shared.texts ELSE own.texts END AS texts, CASE WHEN own.id IS NULL THEN shared.link ELSE own.link END AS link
       FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
         LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $2 LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $2
         LEFT JOIN edition_module m ON m.edition_id = d.id AND m.module_key = $3 LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = $4
       WHERE e.id = coalesce($1::uuid, (SELECT enrolment_id FROM review WHERE id = $6::uuid))`,
      [enrolmentId ?? null, kind, moduleKey ?? null, activityKey ?? null, awardId ?? null, reviewId ?? null],
    );
  }
}

const letterOf = ({ course, edition, module, activity }: Found, enrolmentId: string, params: Params, words: ReminderText | null, link: string | null): Letter => ({
  enrolmentId, course, edition, module: module ?? '', activity: activity ?? '', activityKey: params.activityKey ?? null, at: params.at ?? null,
  days: Math.max(1, Math.round((params.hours ?? 0) / 24)), link, words,
});
