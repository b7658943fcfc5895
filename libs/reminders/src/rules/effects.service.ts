import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { differenceOf, verdictOf } from './effect.rules';
import { RECENT, type RecentlyCounted, type RecentReminders, recentsOf } from './recent.reminders';
import { REMINDER_KINDS, type ReminderKind } from './reminder.kinds';

/** What a kind of reminder changed in an edition, in people: each counts once. Shares from 0 to 1; `difference`, `low` and `high` are null where there are too few to tell. */
export type ReminderEffect = Readonly<{
  kind: ReminderKind;
  reminded: number;
  remindedDone: number;
  heldOut: number;
  heldOutDone: number;
  difference: number | null;
  low: number | null;
  high: number | null;
  verdict: 'too-few' | 'helps' | 'hinders' | 'open' | 'not-measured';
  /** People first decided about less than seven days ago: not counted yet. */
  waiting: number;
}>;
type Counted = Pick<ReminderEffect, 'kind' | 'reminded' | 'remindedDone' | 'heldOut' | 'heldOutDone' | 'waiting'> & { isElsewhere: boolean };

const WITHIN = (column: string): string => `${column} > r.decided_at AND ${column} <= r.decided_at + interval '7 days'`;
const DID = (where = ''): string => `EXISTS (SELECT FROM progress p WHERE p.enrolment_id = r.enrolment_id ${where} AND (${WITHIN('p.first_at')} OR ${WITHIN('p.last_at')}))`;
const REVIEWED = (where: string): string => `EXISTS (SELECT FROM review v WHERE v.reviewer_id = r.user_id AND ${where} AND v.state = 'done' AND ${WITHIN('v.done_at')})`;
const HANDED_IN = `EXISTS (SELECT FROM submission_author w JOIN submission s ON s.id = w.submission_id WHERE w.enrolment_id = r.enrolment_id AND w.activity_key = r.params ->> 'activityKey' AND ${WITHIN('s.submitted_at')})`;
const IN_MODULE = `AND p.activity_key IN (SELECT a.activity_key FROM edition_activity a WHERE a.edition_id = r.edition_id AND a.module_key = r.params ->> 'moduleKey')`;
const ON_ACTIVITY = `AND p.activity_key = r.params ->> 'activityKey'`;

/** What each kind asks for. What people did is read from where it is kept, so that nothing has to be noted when it happens. */
const DONE = `CASE r.kind
  WHEN 'module-opened' THEN ${DID(IN_MODULE)} WHEN 'module-missed' THEN ${DID(IN_MODULE)}
  WHEN 'deadline' THEN ${HANDED_IN} OR ${DID(ON_ACTIVITY)} WHEN 'draft-not-sent' THEN ${HANDED_IN}
  WHEN 'live-event' THEN ${DID(`${ON_ACTIVITY} AND p.evidence = 'attended'`)}
  WHEN 'reviews-owed' THEN ${REVIEWED(`v.edition_id = r.edition_id AND v.activity_key = r.params ->> 'activityKey'`)} WHEN 'claim-expiring' THEN ${REVIEWED(`v.id = (r.params ->> 'reviewId')::uuid`)}
  WHEN 'survey' THEN EXISTS (SELECT FROM progress p WHERE p.enrolment_id = r.enrolment_id ${ON_ACTIVITY} AND p.evidence = 'submitted' AND ${WITHIN('p.first_at')})
  WHEN 'nearly-there' THEN EXISTS (SELECT FROM enrolment e WHERE e.id = r.enrolment_id AND ${WITHIN('e.completed_at')})
  WHEN 'certificate-unfetched' THEN EXISTS (SELECT FROM certificate c WHERE c.id = r.subject::uuid AND ${WITHIN('c.fetched_at')})
  WHEN 'credential-expiring' THEN EXISTS (SELECT FROM award a JOIN award n ON n.id = a.superseded_by WHERE a.id = r.subject::uuid AND ${WITHIN('n.issued_at')})
  ELSE ${DID()} END`;

/**
 * The decisions of the edition $1 that are compared: each person's first of a kind, whatever followed, for the interval takes people as independent of
 * each other. Where somebody is left out, from then on: before, there was nobody to compare with. A sweep may take a minute.
 */
const FIRST = `SELECT DISTINCT ON (c.kind, c.user_id) c.*
  FROM (SELECT m.*, min(m.decided_at) FILTER (WHERE m.arm = 'held-out') OVER (PARTITION BY m.kind) - interval '1 minute' AS since FROM reminder m WHERE m.edition_id = $1) c
  WHERE c.since IS NULL OR c.decided_at >= c.since ORDER BY c.kind, c.user_id, c.decided_at, c.id`;

const EFFECTS = `SELECT kind, count(*) FILTER (WHERE arm = 'sent' AND is_over)::int AS reminded, count(*) FILTER (WHERE arm = 'sent' AND is_over AND is_done)::int AS "remindedDone",
    count(*) FILTER (WHERE arm = 'held-out' AND is_over)::int AS "heldOut", count(*) FILTER (WHERE arm = 'held-out' AND is_over AND is_done)::int AS "heldOutDone",
    count(*) FILTER (WHERE NOT is_over)::int AS waiting, bool_and(kind = 'survey' AND NOT is_here) AS "isElsewhere"
  FROM (SELECT r.kind, r.arm, r.decided_at <= academy_now() - interval '7 days' AS is_over, r.params ? 'activityKey' AS is_here, ${DONE} AS is_done FROM (${FIRST}) r) d GROUP BY kind`;

/** Whether reminding changes anything: who was reminded against who was left out, as each was drawn, whatever became of the mail. */
@Injectable()
export class ReminderEffects {
  constructor(private readonly database: Database) {}

  async of(editionId: string): Promise<ReminderEffect[]> {
    return (await this.figures(editionId)).effects;
  }

  /** What the reminders of an edition changed, and what became of those of late: in one statement. */
  async figures(editionId: string): Promise<{ effects: ReminderEffect[]; recents: RecentReminders[] }> {
    const found = (await this.database.one<{ effects: Counted[]; recents: RecentlyCounted }>(
      `SELECT (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (${EFFECTS}) x) AS effects, (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (${RECENT}) x) AS recents`,
      [editionId],
    ))!;
    return { effects: found.effects.sort((a, b) => REMINDER_KINDS.indexOf(a.kind) - REMINDER_KINDS.indexOf(b.kind)).map(effectOf), recents: recentsOf(found.recents) };
  }
}

/** Of a survey elsewhere nobody knows who answered. */
function effectOf({ isElsewhere, ...counted }: Counted): ReminderEffect {
  if (isElsewhere) return { ...counted, difference: null, low: null, high: null, verdict: 'not-measured' };
  const difference = differenceOf({ people: counted.reminded, done: counted.remindedDone }, { people: counted.heldOut, done: counted.heldOutDone });
  return { ...counted, ...(difference ?? { difference: null, low: null, high: null }), verdict: verdictOf(difference) };
}
