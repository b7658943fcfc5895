import { Injectable } from '@nestjs/common';
import { Database, On, type PendingMail, queueMailSql } from '@academy/platform';
import { type LiveEventChange, LiveEventChanged } from '@academy/editions';
import type { WrittenEvent } from '../rules/letters';
import { SUPERSEDED } from './kinds/live.event.kinds';
import { LiveEventChangedMail, type LiveEventNews } from './live.event.mails';
import { tellSql } from './telling';

/** $1 the edition, $2 the activity, $3 the sequence, $4 what changed. */
const KEY = `concat('live-event-changed:', $1::uuid, ':', $2::text, ':', $3::int)`;
const WHAT = `jsonb_build_object('editionId', $1::uuid, 'activityKey', $2::text, 'sequence', $3::int, 'change', $4::text)`;
/** Whoever has completed the course may still mean to come; who has done all but this event completes it as it is left out. */
const PEOPLE = `SELECT e.id, e.user_id FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE d.id = $1::uuid AND e.state IN ('active', 'completed') AND d.state IN ('open', 'running', 'grading')`;
const MAILS = `SELECT concat(${KEY}, ':', p.user_id) AS natural_key, '${LiveEventChangedMail.kind}' AS kind, ${LiveEventChangedMail.isTransactional} AS is_transactional, p.user_id, u.email AS address,
    jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) AS recipient, ${WHAT} || jsonb_build_object('enrolmentId', p.id) AS data
  FROM people p JOIN users u ON u.id = p.user_id LEFT JOIN mail_preference w ON w.user_id = p.user_id AND w.kind = '${LiveEventChangedMail.kind}' WHERE coalesce(w.email, 'now') <> 'off'`;
/** All who take part, in the Academy and by e-mail, once for each change. */
const TELL = `WITH people AS MATERIALIZED (${PEOPLE}), told AS (${tellSql('live-event-changed', `SELECT p.user_id, ${KEY} AS key, ${WHAT} AS params FROM people p`)}), mailed AS (${queueMailSql(MAILS)}) SELECT count(*)::int AS mailed FROM mailed`;

type Standing = { state: string; isSuperseded: boolean; isAhead: boolean; hasPage: boolean; edition: string; event: WrittenEvent };

/** Tells of live events that were moved, cancelled, left without a date or put elsewhere. */
@Injectable()
export class LiveEventsNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(LiveEventChanged, 'reminders.tell-of-live-event')
  async tell({ editionId, activityKey, sequence, change }: { editionId: string; activityKey: string; sequence: number; change: LiveEventChange }): Promise<void> {
    await this.database.query(TELL, [editionId, activityKey, sequence, change]);
  }

  /** Why a word of a change must not go out any more: another change took its place, it is over, or its reader takes no part. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== LiveEventChangedMail.kind) return null;
    const found = await this.find(mail);
    if (!found) return 'event-gone';
    if (!['active', 'completed'].includes(found.state)) return 'not-active';
    return found.isSuperseded ? 'event-changed-again' : found.isAhead ? null : 'too-late';
  }

  async latest(mail: PendingMail): Promise<Pick<Standing, 'hasPage' | 'edition' | 'event'> | null> {
    if (mail.kind !== LiveEventChangedMail.kind) return null;
    const found = await this.find(mail);
    if (!found) throw new Error(`What the mail ${mail.id} is about is gone.`);
    return { hasPage: found.hasPage, edition: found.edition, event: found.event };
  }

  private find({ data }: PendingMail): Promise<Standing | null> {
    const { enrolmentId, editionId, activityKey, sequence, change } = data as unknown as LiveEventNews;
    return this.database.one<Standing>(
      `SELECT e.state, ${SUPERSEDED('$4::int', '$5::text')} AS "isSuperseded", l.last_ends_at > academy_now() AS "isAhead", a.activity_key IS NOT NULL AS "hasPage", d.name AS edition,
              jsonb_build_object('editionId', l.edition_id, 'activityKey', l.activity_key, 'title', l.title, 'course', c.title, 'startsAt', l.last_starts_at, 'endsAt', l.last_ends_at, 'isCancelled', l.is_cancelled OR l.starts_at IS NULL, 'sequence', l.sequence) AS event
       FROM live_event l LEFT JOIN edition_activity a ON a.edition_id = l.edition_id AND a.activity_key = l.activity_key JOIN edition d ON d.id = l.edition_id JOIN course c ON c.id = d.course_id JOIN enrolment e ON e.id = $1 AND e.edition_id = d.id
       WHERE l.edition_id = $2 AND l.activity_key = $3 AND l.last_starts_at IS NOT NULL`,
      [enrolmentId, editionId, activityKey, sequence, change],
    );
  }
}
