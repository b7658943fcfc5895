import { after, anchoredAt, answered, anyAnchorAfter, anyAnchorBefore, before, CAN_BE_ANSWERED, day, done, handedIn, LAST_SURVEY, LIVE, NEXT, OPENS } from './due.parts';
import type { ReminderKind } from './reminder.kinds';

/**
 * Who is due a reminder of a kind: SQL in parts. `from` joins to an edition `d` with its rule `r` an enrolment `e`, and a
 * moment `t.moment` that has come. `isByEdition`: looked for edition by edition; else from rows that say themselves when.
 */
export type Due = Readonly<{ isByEdition: boolean; from: string; where: string; subject: string; occurrence: string; params: string; /** False: never told in the Academy. */ mayBeTold?: boolean; /** A mail that would come later is not written. */ until?: string }>;

/** Reminders of the sweep; the others follow from facts. */
export type SweptKind = Exclude<ReminderKind, 'seat-freed' | 'reviews-owed' | 'claim-expiring'>;

const ENROLMENT = 'JOIN enrolment e ON e.edition_id = d.id';
const ACTIVE = `e.state = 'active'`;
/** A live event is for who has completed the course too. */
const MAY_COME = `e.state IN ('active', 'completed')`;
/** Those who came so lately that a moment counted from then, or from the start, can lie in what is looked at; `longest`: how far after it moments reach. */
const lately = (longest: string): string =>
  `CROSS JOIN LATERAL (SELECT CASE WHEN d.starts_at > $5::timestamptz - ${longest} THEN '-infinity'::timestamptz ELSE $5::timestamptz - ${longest} END AS earliest) span ${ENROLMENT} AND e.activated_at > span.earliest`;
const LAST_OFFSET = 'make_interval(hours => r.offsets[cardinality(r.offsets)])';
const LAST_MODULE = '(SELECT max(o.opens_after) FROM edition_module o WHERE o.edition_id = d.id)';
/** What lay before somebody had her seat is not for her. */
const SHE_WAS_THERE = 'e.activated_at <= t.moment';
const ABOUT_ACTIVITY = `e.id || ':' || a.activity_key`;
const ABOUT_MODULE = `e.id || ':' || t.module_key`;
const NOT_COMPLETED = 'NOT EXISTS (SELECT FROM module_completion x WHERE x.enrolment_id = e.id AND x.module_key = t.module_key)';
/** Days without a visit from which on absence is what to write about. */
const AWAY = 7;

/** Since she was here, or since others did the last that she waited for. */
const QUIET_SINCE = 'CROSS JOIN LATERAL (SELECT greatest(e.last_active_at, max(p.first_at)) AS since FROM progress p WHERE p.enrolment_id = e.id) quiet';

/** Where modules open for everybody at once, an edition that had no such moment is left before its people are read. */
const moduleAt = (opens: string, hours: string, where: string): string =>
  `CROSS JOIN LATERAL (SELECT m.module_key, ${opens} AS opens_at, ${hours === '0' ? '0' : 'hours'} AS hours, ${opens} + make_interval(hours => ${hours === '0' ? '0' : 'hours'}) AS moment
     FROM edition_module m ${hours === '0' ? '' : 'CROSS JOIN unnest(r.offsets) AS hours'} WHERE m.edition_id = d.id AND ${where}
       AND ${opens} + make_interval(hours => ${hours === '0' ? '0' : 'hours'}) BETWEEN $5::timestamptz AND academy_now() ORDER BY moment DESC, m.position LIMIT 1) t`;
const forAll = (hours: '0' | 'offsets'): string => `${moduleAt('m.opens_at', hours, 'm.opens_at IS NOT NULL')} ${ENROLMENT}`;
const forEach = (hours: '0' | 'offsets'): string => `${lately(hours === '0' ? LAST_MODULE : `(${LAST_MODULE} + ${LAST_OFFSET})`)} ${moduleAt(OPENS, hours, 'm.opens_at IS NULL')}`;
const IS_RELATIVE = `d.release ->> 'mode' = 'relative'`;

const opened = (from: string, mode: string): Due => ({
  isByEdition: true,
  from,
  where: `${mode} AND ${LIVE} AND ${ACTIVE} AND e.activated_at < t.opens_at AND ${NOT_COMPLETED}`,
  subject: ABOUT_MODULE,
  occurrence: `''`,
  params: `jsonb_build_object('moduleKey', t.module_key, 'at', t.opens_at)`,
});
/** For who is about, but not in this module; whoever stays away is asked about that. */
const missed = (from: string, mode: string): Due => ({
  isByEdition: true,
  from,
  where: `${mode} AND ${LIVE} AND ${ACTIVE} AND e.activated_at <= t.opens_at AND e.last_active_at > academy_now() - interval '${AWAY} days' AND ${NOT_COMPLETED}
    AND EXISTS (SELECT FROM edition_activity a WHERE a.edition_id = d.id AND a.module_key = t.module_key AND a.is_required)`,
  subject: ABOUT_MODULE,
  occurrence: 't.hours::text',
  params: `jsonb_build_object('moduleKey', t.module_key, 'at', t.opens_at, 'hours', t.hours)`,
});

/** What is asked of each kind; two where modules open for all at once in some editions and for each in others. */
export const DUE: Readonly<Record<SweptKind, readonly Due[]>> = {
  'edition-starts': [
    {
      isByEdition: true,
      from: `${before('d.starts_at')} ${ENROLMENT}`,
      where: `${LIVE} AND d.starts_at > academy_now() AND ${ACTIVE} AND ${SHE_WAS_THERE}`,
      subject: 'e.id::text',
      occurrence: `${day('d.starts_at')} || ':' || t.hours`,
      params: `jsonb_build_object('at', d.starts_at, 'hours', t.hours)`,
    },
  ],
  'not-started': [
    {
      isByEdition: true,
      from: `${lately(LAST_OFFSET)} AND e.last_active_at IS NULL ${after('greatest(d.starts_at, e.activated_at)')} ${NEXT}`,
      where: `${LIVE} AND d.starts_at <= academy_now() AND ${ACTIVE}`,
      subject: 'e.id::text',
      occurrence: `${day('greatest(d.starts_at, e.activated_at)')} || ':' || t.hours`,
      params: `jsonb_build_object('activityKey', next.activity_key, 'hours', t.hours)`,
    },
  ],
  'module-opened': [opened(forAll('0'), `NOT ${IS_RELATIVE}`), opened(forEach('0'), IS_RELATIVE)],
  'module-missed': [missed(forAll('offsets'), `NOT ${IS_RELATIVE}`), missed(forEach('offsets'), IS_RELATIVE)],
  away: [
    {
      isByEdition: true,
      from: `${ENROLMENT} AND ${anchoredAt('e.last_active_at')} ${after('e.last_active_at')} ${NEXT}`,
      where: `${LIVE} AND ${ACTIVE} AND ${SHE_WAS_THERE}`,
      subject: 'e.id::text',
      occurrence: `${day('e.last_active_at')} || ':' || t.hours`,
      params: `jsonb_build_object('activityKey', next.activity_key, 'hours', t.hours)`,
    },
  ],
  'draft-not-sent': [
    {
      isByEdition: true,
      from: `JOIN edition_activity a ON a.edition_id = d.id AND a.due_at > academy_now() ${before('a.due_at')}
        JOIN submission s ON s.edition_id = d.id AND s.activity_key = a.activity_key AND s.round = 1 AND s.state IN ('draft', 'returned') AND s.created_at <= t.moment
        JOIN submission_author w ON w.submission_id = s.id JOIN enrolment e ON e.id = w.enrolment_id`,
      where: `${LIVE} AND ${ACTIVE} AND NOT ${done('a')}`,
      subject: ABOUT_ACTIVITY,
      occurrence: `${day('a.due_at')} || ':' || t.hours`,
      params: `jsonb_build_object('activityKey', a.activity_key, 'at', a.due_at, 'hours', t.hours)`,
    },
  ],
  deadline: [
    {
      isByEdition: true,
      from: `JOIN edition_activity a ON a.edition_id = d.id AND a.is_required AND a.due_at > academy_now() ${before('a.due_at')} ${ENROLMENT}`,
      where: `${LIVE} AND ${ACTIVE} AND ${SHE_WAS_THERE} AND NOT ${done('a')} AND NOT ${handedIn('a')}`,
      subject: ABOUT_ACTIVITY,
      occurrence: `${day('a.due_at')} || ':' || t.hours`,
      params: `jsonb_build_object('activityKey', a.activity_key, 'at', a.due_at, 'hours', t.hours)`,
    },
  ],
  'live-event': [
    {
      isByEdition: true,
      from: `JOIN live_event l ON l.edition_id = d.id AND l.starts_at > academy_now() AND NOT l.is_cancelled JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = l.activity_key
        JOIN edition_module m ON m.edition_id = d.id AND m.module_key = a.module_key ${before('l.starts_at')} ${ENROLMENT}`,
      where: `${LIVE} AND ${MAY_COME} AND ${SHE_WAS_THERE} AND ${OPENS} <= l.starts_at
        AND NOT EXISTS (SELECT FROM progress p WHERE p.enrolment_id = e.id AND p.activity_key = a.activity_key AND p.evidence IN ('attended', 'waived'))`,
      subject: ABOUT_ACTIVITY,
      occurrence: `to_char(l.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI') || ':' || t.hours`,
      params: `jsonb_build_object('activityKey', a.activity_key, 'at', l.starts_at, 'hours', t.hours)`,
      until: 'l.starts_at',
    },
  ],
  'nearly-there': [
    {
      isByEdition: true,
      from: `${ENROLMENT} AND e.required_count - e.done_count = 1 ${QUIET_SINCE} ${after('quiet.since')} ${NEXT}`,
      where: `${LIVE} AND ${ACTIVE} AND ${SHE_WAS_THERE} AND e.required_count > 1`,
      subject: 'e.id::text',
      occurrence: 't.hours::text',
      params: `jsonb_build_object('activityKey', next.activity_key, 'hours', t.hours)`,
    },
  ],
  survey: [
    {
      isByEdition: true,
      from: `${LAST_SURVEY} JOIN edition_module m ON m.edition_id = d.id AND m.module_key = a.module_key ${ENROLMENT} ${after(`greatest(e.completed_at, ${OPENS})`)}`,
      where: `${CAN_BE_ANSWERED} AND e.state = 'completed' AND NOT ${answered('e.id', 'a.activity_key')}`,
      subject: ABOUT_ACTIVITY,
      occurrence: 't.hours::text',
      params: `jsonb_build_object('activityKey', a.activity_key, 'hours', t.hours)`,
    },
    {
      isByEdition: true,
      from: `${ENROLMENT} ${after('e.completed_at')}`,
      where: `d.state IN ('open', 'running', 'grading', 'closed') AND e.state = 'completed' AND r.link IS NOT NULL AND NOT EXISTS (SELECT FROM edition_activity a WHERE a.edition_id = d.id AND a.kind = 'survey')`,
      subject: 'e.id::text',
      occurrence: 't.hours::text',
      params: `jsonb_build_object('hours', t.hours)`,
      mayBeTold: false,
    },
  ],
  'certificate-unfetched': [
    {
      isByEdition: false,
      from: `JOIN certificate c ON c.edition_id = d.id AND ${anyAnchorAfter('c.issued_at')} ${after('c.issued_at')} JOIN enrolment e ON e.id = c.enrolment_id`,
      where: `c.fetched_at IS NULL AND c.storage_key IS NOT NULL AND c.revoked_at IS NULL AND c.superseded_by IS NULL AND (e.state = 'completed' OR (c.kind = 'module' AND e.state IN ('active', 'expired')))`,
      subject: 'c.id::text',
      occurrence: 't.hours::text',
      params: `jsonb_build_object('certificateId', c.id, 'at', c.issued_at, 'hours', t.hours)`,
    },
  ],
  'credential-expiring': [
    {
      isByEdition: false,
      from: `JOIN award c ON c.edition_id = d.id AND ${anyAnchorBefore('c.expires_at')} ${before('c.expires_at')} JOIN enrolment e ON e.id = c.enrolment_id`,
      where: `c.revoked_at IS NULL AND c.superseded_by IS NULL AND e.state <> 'withdrawn'`,
      subject: 'c.id::text',
      occurrence: `${day('c.expires_at')} || ':' || t.hours`,
      params: `jsonb_build_object('awardId', c.id, 'at', c.expires_at, 'hours', t.hours)`,
    },
  ],
};

export const SWEPT_KINDS = Object.keys(DUE) as SweptKind[];
export const isSwept = (kind: string): kind is SweptKind => Object.hasOwn(DUE, kind);
