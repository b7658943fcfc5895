import type { ReminderRule } from './reminder.kinds';

/**
 * Parts of the statements that find who is due what. Their parameters are always these:
 * $1 the kind; $2 a rule as JSON; $3 whether that rule outranks all stored ones (else it is the house's); $4 editions;
 * $5 since when moments count; $6 enrolments, where only some are asked about.
 */

/** The rule in force in the edition `d`, as `r`. */
export const RULE = `CROSS JOIN jsonb_to_record($2::jsonb) AS g ("isOn" boolean, offsets int[], "inApp" boolean, email boolean, audience jsonb, "holdOut" int, link text)
  LEFT JOIN reminder_rule own ON own.edition_id = d.id AND own.kind = $1::text AND NOT $3::boolean
  LEFT JOIN reminder_rule shared ON shared.course_id = d.course_id AND shared.kind = $1::text AND NOT $3::boolean
  CROSS JOIN LATERAL (SELECT coalesce(own.is_on, shared.is_on, g."isOn") AS is_on, coalesce(own.offsets, shared.offsets, g.offsets) AS offsets, coalesce(own.in_app, shared.in_app, g."inApp") AS in_app,
    coalesce(own.email, shared.email, g.email) AS email, coalesce(own.audience, shared.audience, g.audience) AS audience, coalesce(own.hold_out, shared.hold_out, g."holdOut") AS hold_out,
    CASE WHEN own.id IS NOT NULL THEN own.link WHEN shared.id IS NOT NULL THEN shared.link ELSE g.link END AS link) r`;

/** A rule as $2 wants it. */
export const given = ({ isOn, offsets, channels, audience, holdOut, link }: ReminderRule): string => JSON.stringify({ isOn, offsets, ...channels, audience, holdOut, link });

/** Reminders of a course end with its edition. */
export const LIVE = `d.state IN ('open', 'running') AND d.ends_at > academy_now()`;

/** After so many days of silence, what fell due before stays unsaid. */
export const LONGEST_SILENCE = 60;
/** Whether anything may fall due in an edition `d`: some reminders go when it is over. */
export const MAY_FALL_DUE = `(d.state IN ('open', 'running') OR (d.state IN ('grading', 'closed') AND d.ends_at > academy_now() - interval '${LONGEST_SILENCE} days'))`;

/** Of the moments that lie before (or after) an anchor, the last that has come, as `t`, where it came since $5. Earlier ones are outdated by it. */
const moment = (sign: '-' | '+', anchor: string): string =>
  `CROSS JOIN LATERAL (SELECT hours, ${anchor} ${sign} make_interval(hours => hours) AS moment FROM unnest(r.offsets) AS hours
     WHERE ${anchor} ${sign} make_interval(hours => hours) <= academy_now() AND ${anchor} ${sign} make_interval(hours => hours) > $5::timestamptz ORDER BY 2 DESC LIMIT 1) t`;
export const before = (anchor: string): string => moment('-', anchor);
export const after = (anchor: string): string => moment('+', anchor);

/** The days of an index that can hold an anchor some offset after which a moment came since $5. Offsets are kept in ascending order. */
export const anchoredAt = (column: string): string =>
  `${column} <= academy_now() - make_interval(hours => r.offsets[1]) AND ${column} > $5::timestamptz - make_interval(hours => r.offsets[cardinality(r.offsets)])`;
/** The same for a column of a table that is read before the rule is known: no offset of this kind, wherever it is set, reaches further. */
const ofAnyRule = (least: 'min' | 'max'): string =>
  `make_interval(hours => (SELECT ${least}(hours) FROM (SELECT unnest(offsets) AS hours FROM reminder_rule WHERE kind = $1::text UNION ALL SELECT unnest(offsets) FROM jsonb_to_record($2::jsonb) AS h (offsets int[])) o))`;
export const anyAnchorAfter = (column: string): string => `${column} <= academy_now() - ${ofAnyRule('min')} AND ${column} > $5::timestamptz - ${ofAnyRule('max')}`;
export const anyAnchorBefore = (column: string): string => `${column} > academy_now() AND ${column} <= academy_now() + ${ofAnyRule('max')}`;

/** When a module `m` opens for the enrolment `e`. */
export const OPENS = 'module_opens_at(m.opens_at, m.opens_after, d.starts_at, e.activated_at)';

/** Whether the enrolment `e` has done an activity: learning's `isDone`, over the same evidence. */
export const done = (activity: string): string =>
  `EXISTS (SELECT FROM progress p WHERE p.enrolment_id = e.id AND p.activity_key = ${activity}.activity_key
     AND (p.evidence = 'waived' OR (p.evidence = 'marked' AND ${activity}.rule IN ('marked', 'posted')) OR (p.evidence = ${activity}.rule AND p.value >= ${activity}.at_least)))`;
/** Whether a work is handed in, be it reviewed or not: what is missing then is not hers to do. */
export const handedIn = (activity: string): string =>
  `EXISTS (SELECT FROM submission_author w JOIN submission s ON s.id = w.submission_id
     WHERE w.enrolment_id = e.id AND w.activity_key = ${activity}.activity_key AND s.state IN ('submitted', 'in-review', 'graded'))`;

/** The first that is hers to do next: required, open to her, neither done nor handed in; as `next`. */
export const NEXT = `CROSS JOIN LATERAL (SELECT a.activity_key FROM edition_activity a JOIN edition_module m ON m.edition_id = a.edition_id AND m.module_key = a.module_key
  WHERE a.edition_id = d.id AND a.is_required AND ${OPENS} <= academy_now() AND NOT ${done('a')} AND NOT ${handedIn('a')} ORDER BY a.position LIMIT 1) next`;

/** The survey that a reminder leads to, as `a`: the last of the course. What is asked at its start is due then, not afterwards. */
export const LAST_SURVEY = `CROSS JOIN LATERAL (SELECT s.activity_key, s.module_key FROM edition_activity s WHERE s.edition_id = d.id AND s.kind = 'survey' ORDER BY s.position DESC LIMIT 1) a`;
/** Whether surveys of the edition `d` still take answers: learning's `isOver`. */
export const CAN_BE_ANSWERED = `(d.state IN ('open', 'running', 'grading') OR (d.state = 'closed' AND academy_now() <= d.state_since + interval '30 days'))`;
export const answered = (enrolmentId: string, activityKey: string): string => `EXISTS (SELECT FROM survey_turnout x WHERE x.enrolment_id = ${enrolmentId} AND x.activity_key = ${activityKey})`;

export const day = (instant: string): string => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** The natural key of the mail of a reminder, a row that says what it is about and which time. */
export const mailKey = (reminder: string, kind = `${reminder}.kind`): string => `concat_ws(':', ${kind}, ${reminder}.subject, nullif(${reminder}.occurrence, ''))`;

/** Whether a rule is for the person `u` of an enrolment; both are SQL: the rule's audience, and the enrolment's id. */
export const isForHer = (audience: string, enrolmentId: string): string =>
  `((${audience} -> 'countries' = '[]' OR ${audience} -> 'countries' ? u.country)
  AND (${audience} -> 'languages' = '[]' OR ${audience} -> 'languages' ? u.locale OR ${audience} -> 'languages' ? split_part(u.locale, '-', 1))
  AND (NOT (${audience} ->> 'onlyFirstTimers')::boolean OR NOT EXISTS (SELECT FROM enrolment o WHERE o.user_id = u.id AND o.id <> ${enrolmentId} AND o.state = 'completed')))`;
