import { Injectable } from '@nestjs/common';
import { Database, type MailRecipient, type PendingMail } from '@academy/platform';
import { isSwept } from './due.kinds';
import { OPENS } from './due.parts';
import type { Letter, WrittenEvent } from './letters';
import { isReminderKind, REMINDER_TRAITS, type ReminderKind, type ReminderRule, type ReminderText } from './reminder.kinds';
import { textFor } from './rule.rules';

/** `ahead`: days from today until `at` on the reader's calendar; negative where it lies behind. */
type Found = Pick<Letter, 'course' | 'edition'> & { module: string | null; activity: string | null; texts: Record<string, ReminderText> | null; link: string | null; event: WrittenEvent | null; duty: Readonly<{ owed: number; owedBy?: string }> | null; at: Date | null; ahead: number | null };
type Reader = Pick<MailRecipient, 'locale' | 'timeZone'>;
/** What a reminder is about: ids and dates, as its ledger row keeps them. */
export type Params = Readonly<{ moduleKey?: string; activityKey?: string; at?: string; hours?: number; awardId?: string; certificateId?: string; reviewId?: string; round?: number; owed?: number }>;

/** What a reminder turns on, as it stands now; what is told of no other place stands in the ledger. */
const TURNS_ON = `coalesce(CASE $2::text WHEN 'edition-starts' THEN d.starts_at WHEN 'not-started' THEN greatest(d.starts_at, e.activated_at) WHEN 'away' THEN e.last_active_at
  WHEN 'module-opened' THEN ${OPENS} WHEN 'module-missed' THEN ${OPENS} WHEN 'draft-not-sent' THEN a.due_at WHEN 'deadline' THEN a.due_at END, $7::timestamptz)`;

/** What reminders say, looked up when they are sent: the titles, dates and days of then, and the words of the rule that is in force then. */
@Injectable()
export class ReminderLetters {
  constructor(private readonly database: Database) {}

  /** For kinds that rules decide about; null for other mails. */
  async latest({ kind, recipient, data }: PendingMail): Promise<Record<string, unknown> | null> {
    if (!isReminderKind(kind)) return null;
    const found = await this.find(kind, data['enrolmentId'], data as Params, recipient);
    if (!found) return null;
    const words = textFor(found.texts ?? {}, recipient.locale);
    return isSwept(kind) ? letterOf(kind, found, String(data['enrolmentId']), data as Params, words, found.link) : { words, ...found.duty };
  }

  /** The letter of a rule that may not be stored yet. Null where there is no such enrolment. */
  async of(enrolmentId: string, params: Params, { kind, texts, link }: Pick<ReminderRule, 'kind' | 'texts' | 'link'>, reader: Reader): Promise<Letter | null> {
    const found = await this.find(kind, enrolmentId, params, reader);
    return found && letterOf(kind, found, enrolmentId, params, textFor(texts, reader.locale), link);
  }

  private find(kind: ReminderKind, enrolmentId: unknown, { moduleKey, activityKey, awardId, certificateId, reviewId, round, at }: Params, { timeZone }: Reader): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT coalesce((SELECT b.name FROM award w JOIN badge b ON b.id = w.badge_id WHERE w.id = $5::uuid), (SELECT concat_ws(': ', c.title, w.details ->> 'moduleTitle') FROM certificate w WHERE w.id = $10::uuid), c.title) AS course, d.name AS edition, m.title AS module, a.title AS activity,
              CASE WHEN own.id IS NULL THEN shared.texts ELSE own.texts END AS texts, CASE WHEN own.id IS NULL THEN shared.link ELSE own.link END AS link,
              (SELECT jsonb_build_object('editionId', l.edition_id, 'activityKey', l.activity_key, 'title', a.title, 'course', c.title, 'startsAt', l.starts_at, 'endsAt', l.ends_at, 'isCancelled', l.is_cancelled, 'sequence', l.sequence)
               FROM live_event l WHERE l.edition_id = d.id AND l.activity_key = $4 AND l.starts_at IS NOT NULL) AS event,
              (SELECT jsonb_strip_nulls(jsonb_build_object('owed', x.to_give - x.given - x.waived, 'owedBy', x.owed_by)) FROM review_duty x WHERE $2 = 'reviews-owed' AND x.enrolment_id = e.id AND x.activity_key = $4 AND x.round = $9) AS duty,
              turns.at, round(extract(epoch FROM beginning_of_day(turns.at, $8) - beginning_of_day(academy_now(), $8)) / 86400)::int AS ahead
       FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
         LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $2 LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $2
         LEFT JOIN edition_module m ON m.edition_id = d.id AND m.module_key = $3 LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = $4
         CROSS JOIN LATERAL (SELECT ${TURNS_ON} AS at) turns
       WHERE e.id = coalesce($1::uuid, (SELECT enrolment_id FROM review WHERE id = $6::uuid))`,
      [enrolmentId ?? null, kind, moduleKey ?? null, activityKey ?? null, awardId ?? null, reviewId ?? null, at ?? null, timeZone, round ?? null, certificateId ?? null],
    );
  }
}

const letterOf = (kind: ReminderKind, found: Found, enrolmentId: string, params: Params, words: ReminderText | null, link: string | null): Letter => ({
  enrolmentId, course: found.course, edition: found.edition, module: found.module ?? '', activity: found.activity ?? '', activityKey: params.activityKey ?? null, at: found.at?.toISOString() ?? null,
  days: daysOf(kind, found, params), link, words, event: found.event,
});

/** Days until then, or since then. In a preview for whom nothing lies there, those of the rule. */
function daysOf(kind: ReminderKind, { ahead }: Found, { hours = 0 }: Params): number {
  const days = ahead !== null && REMINDER_TRAITS[kind].timing !== 'before' ? -ahead : ahead;
  return days !== null && days >= 0 ? days : Math.round(hours / 24);
}
