import { Injectable } from '@nestjs/common';
import { Database, type MailRecipient, type PendingMail, Together } from '@academy/platform';
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
const TURNS_ON = `coalesce(CASE q.kind WHEN 'edition-starts' THEN d.starts_at WHEN 'not-started' THEN greatest(d.starts_at, e.activated_at) WHEN 'away' THEN e.last_active_at
  WHEN 'module-opened' THEN ${OPENS} WHEN 'module-missed' THEN ${OPENS} WHEN 'draft-not-sent' THEN a.due_at WHEN 'deadline' THEN a.due_at END, q.at)`;

/** What is asked of one reminder. */
type Question = Pick<Params, 'moduleKey' | 'activityKey' | 'awardId' | 'certificateId' | 'reviewId' | 'round' | 'at'> & Readonly<{ enrolmentId: unknown; kind: ReminderKind; timeZone: string }>;

const FOUND = `
  SELECT q.place::int AS place,
    coalesce((SELECT b.name FROM award w JOIN badge b ON b.id = w.badge_id WHERE w.id = q."awardId"), (SELECT concat_ws(': ', c.title, w.details ->> 'moduleTitle') FROM certificate w WHERE w.id = q."certificateId"), c.title) AS course, d.name AS edition, m.title AS module, a.title AS activity,
    CASE WHEN own.id IS NULL THEN shared.texts ELSE own.texts END AS texts, CASE WHEN own.id IS NULL THEN shared.link ELSE own.link END AS link,
    (SELECT jsonb_build_object('editionId', l.edition_id, 'activityKey', l.activity_key, 'title', a.title, 'course', c.title, 'startsAt', l.starts_at, 'endsAt', l.ends_at, 'isCancelled', l.is_cancelled, 'sequence', l.sequence)
     FROM live_event l WHERE l.edition_id = d.id AND l.activity_key = q."activityKey" AND l.starts_at IS NOT NULL) AS event,
    (SELECT jsonb_strip_nulls(jsonb_build_object('owed', x.to_give - x.given - x.waived, 'owedBy', x.owed_by)) FROM review_duty x WHERE q.kind = 'reviews-owed' AND x.enrolment_id = e.id AND x.activity_key = q."activityKey" AND x.round = q.round) AS duty,
    turns.at, round(extract(epoch FROM beginning_of_day(turns.at, q."timeZone") - beginning_of_day(academy_now(), q."timeZone")) / 86400)::int AS ahead
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("enrolmentId" uuid, kind text, "moduleKey" text, "activityKey" text, "awardId" uuid, "reviewId" uuid, at timestamptz, "timeZone" text, round int, "certificateId" uuid))
      WITH ORDINALITY AS q ("enrolmentId", kind, "moduleKey", "activityKey", "awardId", "reviewId", at, "timeZone", round, "certificateId", place)
    JOIN enrolment e ON e.id = coalesce(q."enrolmentId", (SELECT enrolment_id FROM review WHERE id = q."reviewId"))
    JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
    LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = q.kind LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = q.kind
    LEFT JOIN edition_module m ON m.edition_id = d.id AND m.module_key = q."moduleKey" LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = q."activityKey"
    CROSS JOIN LATERAL (SELECT ${TURNS_ON} AS at) turns`;

/** What reminders say, looked up when they are sent, once for all that are about to go: the titles, dates and days of then, and the words of the rule that is in force then. */
@Injectable()
export class ReminderLetters {
  private readonly found = new Together<Question, Found | null>((asked) => this.findAll(asked));

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

  private find(kind: ReminderKind, enrolmentId: unknown, params: Params, { timeZone }: Reader): Promise<Found | null> {
    const { moduleKey, activityKey, awardId, certificateId, reviewId, round, at } = params;
    return this.found.ask({ enrolmentId, kind, moduleKey, activityKey, awardId, reviewId, at, timeZone, round, certificateId });
  }

  private async findAll(asked: readonly Question[]): Promise<(Found | null)[]> {
    const found = await this.database.query<Found & { place: number }>(FOUND, [JSON.stringify(asked)]);
    const byPlace = new Map(found.map(({ place, ...each }) => [place, each]));
    return asked.map((_, index) => byPlace.get(index + 1) ?? null);
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
