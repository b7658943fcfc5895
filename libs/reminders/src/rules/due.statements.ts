import { tellSql } from '../news/telling';
import { DUE_OF_FACTS, type NudgeKind } from './due.facts';
import { type Due, DUE, isSwept, type SweptKind } from './due.kinds';
import { isForHer, mailKey, RULE } from './due.parts';

/** Everybody of some editions, everybody at all (kinds that are not looked for by edition), or some enrolments in these editions. */
type Whose = 'editions' | 'all' | 'some';
const WHOSE: Record<Whose, string> = { editions: 'd.id = ANY ($4::uuid[])', all: '$4::uuid[] IS NULL', some: 'd.id = ANY ($4::uuid[]) AND e.id = ANY ($6::uuid[])' };

const select = ({ from, where, subject, occurrence, params, mayBeTold = true, until = 'NULL::timestamptz' }: Due, whose: Whose): string =>
  `SELECT e.user_id, e.id AS enrolment_id, d.id AS edition_id, ${subject} AS subject, ${occurrence} AS occurrence, t.moment, ${params} AS params, ${until} AS until, r.in_app AND ${mayBeTold} AS in_app, r.email, r.audience, r.hold_out
   FROM edition d ${RULE} ${from} WHERE ${WHOSE[whose]} AND r.is_on AND (r.in_app OR r.email) AND ${where}`;
const found = (kind: SweptKind, whose: Whose): string => DUE[kind].map((due) => select(due, whose)).join(' UNION ALL ');

const AUDIENCE = isForHer('f.audience', 'f.enrolment_id');
/** Asked row by row, of its index: the planner knows little of how many are due, and the ledger grows for years. */
const NOT_YET = `(SELECT true FROM reminder past WHERE past.user_id = f.user_id AND past.kind = $1::text AND past.subject = f.subject AND past.occurrence = f.occurrence LIMIT 1) IS NULL`;
const PERSON = `CROSS JOIN LATERAL (SELECT u.id, u.email, u.display_name, u.country, u.locale, u.time_zone FROM users u WHERE u.id = f.user_id OFFSET 0) u`;
const HELD_OUT = 'reminder_draw(f.user_id, $1::text, f.edition_id) < f.hold_out';

/** Of those found, who was not decided about by another worker in the meantime. In brackets, so that it is looked up in a hash whatever the planner thinks. */
const WRITTEN = '(f.id IN (SELECT id FROM written)) IS TRUE';

const HOUR = 'next_sending_hour(greatest(f.moment, academy_since()), f.time_zone, $7::time, $8::time)';
/** The mails and the notifications of reminders that were just written, in the same statement. */
const CHANNELS = `mailed AS (
    INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
    SELECT ${mailKey('f', '$1::text')}, $1::text, false, f.user_id, f.address, jsonb_build_object('displayName', f.display_name, 'locale', f.locale, 'timeZone', f.time_zone),
      f.params || jsonb_build_object('reminderId', f.id, 'enrolmentId', f.enrolment_id), ${HOUR}
    FROM fresh f WHERE f.email AND NOT f.is_held_out AND ${WRITTEN} AND (f.until IS NULL OR f.until > ${HOUR})
    ON CONFLICT (natural_key) DO NOTHING RETURNING pg_notify('mail', '')),
  told AS (${tellSql('reminder', `SELECT f.user_id, 'reminder:' || f.id AS key, jsonb_build_object('reminderId', f.id) AS params FROM fresh f WHERE f.in_app AND NOT f.is_held_out AND ${WRITTEN}`)})`;

/** Decides about at most $6 people who are due and were not before; answers how many. Their mails wait for the hours from $7 to $8. */
export const sweepStatement = (kind: SweptKind): string => `
  WITH found AS (${found(kind, DUE[kind][0]!.isByEdition ? 'editions' : 'all')}),
  fresh AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, f.*, ${HELD_OUT} AS is_held_out, u.email AS address, u.display_name, u.locale, u.time_zone
    FROM found f ${PERSON} WHERE ${AUDIENCE} AND ${NOT_YET} LIMIT $6),
  written AS (
    INSERT INTO reminder (id, user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params)
    SELECT id, user_id, $1::text, subject, occurrence, enrolment_id, edition_id, CASE WHEN is_held_out THEN 'held-out' ELSE 'sent' END, params FROM fresh
    ON CONFLICT DO NOTHING RETURNING id),
  ${CHANNELS}
  SELECT count(*)::int AS decided, (SELECT count(*)::int FROM fresh) AS found FROM written`;

/** Whether it is looked for in some editions alone, or wherever something stands that says itself when. */
export const isByEdition = (kind: SweptKind | NudgeKind): boolean => (isSwept(kind) ? DUE[kind][0]! : DUE_OF_FACTS[kind]).isByEdition;

/** Who of some editions would be written to now: how many, and the first fifty. */
export const previewStatement = (kind: SweptKind | NudgeKind): string => `
  WITH found AS (${isSwept(kind) ? found(kind, 'editions') : select(DUE_OF_FACTS[kind], 'editions')}),
  due AS (SELECT f.*, ${HELD_OUT} AS is_held_out, u.display_name FROM found f ${PERSON} WHERE ${AUDIENCE} AND ${NOT_YET})
  SELECT enrolment_id AS "enrolmentId", edition_id AS "editionId", display_name AS "displayName", moment AS since, params, is_held_out AS "heldOut", count(*) OVER ()::int AS count FROM due ORDER BY display_name, enrolment_id LIMIT 50`;

/** What some enrolments are due, whatever was decided before, and whether the rule is for whom it would be told. */
export const dueStatement = (kind: SweptKind): string => `SELECT f.enrolment_id AS "enrolmentId", f.subject, f.occurrence, f.email, f.params, ${AUDIENCE} AS "isForHer" FROM (${found(kind, 'some')}) f JOIN users u ON u.id = f.user_id`;
