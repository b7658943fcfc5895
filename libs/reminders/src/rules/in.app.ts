import { answered, CAN_BE_ANSWERED } from './due.parts';

/** What somebody did since a reminder `r` was decided; null: there is nothing to do about it. */
const DID = (where = ''): string => `EXISTS (SELECT FROM progress p WHERE p.enrolment_id = r.enrolment_id AND p.last_at > r.decided_at ${where})`;
const HANDED_IN = `EXISTS (SELECT FROM submission_author w JOIN submission s ON s.id = w.submission_id WHERE w.enrolment_id = r.enrolment_id AND w.activity_key = r.params ->> 'activityKey' AND s.state IN ('submitted', 'in-review', 'graded'))`;
const IS_PAST = `(r.params ->> 'at')::timestamptz <= academy_now()`;
/** Deadlines move: what counts is the one of now. */
const IS_DUE = `a.due_at > academy_now()`;
/** The date that it tells. */
const AT = `CASE r.kind WHEN 'edition-starts' THEN d.starts_at WHEN 'draft-not-sent' THEN a.due_at WHEN 'deadline' THEN a.due_at
  WHEN 'claim-expiring' THEN (SELECT x.expires_at FROM review x WHERE x.id = r.subject::uuid) ELSE (r.params ->> 'at')::timestamptz END`;

/** A survey is asked for of those who completed the course. */
const SURVEY_OVER = `e.state <> 'completed' OR NOT ${CAN_BE_ANSWERED} OR ${answered('r.enrolment_id', `r.params ->> 'activityKey'`)}`;

/** Whether what a reminder asks for is done, or too late: then it is no news any more. */
const IS_OVER = `CASE r.kind
  WHEN 'certificate-unfetched' THEN NOT EXISTS (SELECT FROM certificate x WHERE x.id = r.subject::uuid AND x.fetched_at IS NULL AND x.revoked_at IS NULL AND x.superseded_by IS NULL)
  WHEN 'credential-expiring' THEN ${IS_PAST} OR NOT EXISTS (SELECT FROM award x WHERE x.id = r.subject::uuid AND x.revoked_at IS NULL AND x.superseded_by IS NULL)
  WHEN 'reviews-owed' THEN NOT EXISTS (SELECT FROM review_duty x WHERE x.enrolment_id = r.enrolment_id AND x.activity_key = r.params ->> 'activityKey' AND x.given + x.waived < x.to_give)
  WHEN 'claim-expiring' THEN NOT EXISTS (SELECT FROM review x WHERE x.id = r.subject::uuid AND x.state = 'claimed' AND x.expires_at > academy_now())
  WHEN 'survey' THEN ${SURVEY_OVER}
  ELSE NOT (e.state = 'active' OR (r.kind = 'live-event' AND e.state = 'completed')) OR d.state NOT IN ('open', 'running') OR d.ends_at <= academy_now() OR CASE r.kind
    WHEN 'edition-starts' THEN d.starts_at <= academy_now() WHEN 'not-started' THEN e.last_active_at IS NOT NULL WHEN 'away' THEN e.last_active_at > r.decided_at
    WHEN 'module-opened' THEN ${DID("AND p.activity_key IN (SELECT k.activity_key FROM edition_activity k WHERE k.edition_id = r.edition_id AND k.module_key = r.params ->> 'moduleKey')")}
    WHEN 'module-missed' THEN EXISTS (SELECT FROM module_completion x WHERE x.enrolment_id = r.enrolment_id AND x.module_key = r.params ->> 'moduleKey')
    WHEN 'draft-not-sent' THEN ${IS_DUE} IS NOT TRUE OR ${HANDED_IN} WHEN 'deadline' THEN ${IS_DUE} IS NOT TRUE OR ${HANDED_IN} OR ${DID("AND p.activity_key = r.params ->> 'activityKey'")}
    WHEN 'live-event' THEN ${DID("AND p.activity_key = r.params ->> 'activityKey' AND p.evidence = 'attended'")} OR NOT EXISTS (SELECT FROM live_event l WHERE l.edition_id = r.edition_id
      AND l.activity_key = r.params ->> 'activityKey' AND l.starts_at = (r.params ->> 'at')::timestamptz AND l.ends_at > academy_now() AND NOT l.is_cancelled)
    ELSE false END END`;

/** Where it leads: to one of the reader's own pages. */
const PATH = `CASE WHEN r.kind IN ('certificate-unfetched', 'credential-expiring') THEN '/me/credentials'
  WHEN r.kind = 'claim-expiring' THEN '/learning/reviews/' || r.subject
  WHEN r.params ? 'activityKey' THEN concat('/learning/', e.id, '/activities/', r.params ->> 'activityKey', CASE r.kind WHEN 'reviews-owed' THEN '/reviews' WHEN 'draft-not-sent' THEN '/submission' END)
  ELSE concat('/learning/', e.id) END`;

/** SQL: what there is to say of the notification `n` of a reminder to the person `$1`, as long as there is something to do. */
export const REMINDER_NOW = `SELECT jsonb_build_object('title', coalesce(m.title, a.title, (SELECT x.details ->> 'moduleTitle' FROM certificate x WHERE x.id = (r.params ->> 'certificateId')::uuid), c.title), 'course', c.title, 'edition', d.name, 'decision', r.kind, 'enrolmentId', e.id, 'path', ${PATH}, 'at', ${AT})
  FROM reminder r JOIN enrolment e ON e.id = r.enrolment_id JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id
    LEFT JOIN edition_module m ON m.edition_id = d.id AND m.module_key = r.params ->> 'moduleKey' LEFT JOIN edition_activity a ON a.edition_id = d.id AND a.activity_key = r.params ->> 'activityKey'
  WHERE r.id = (n.params ->> 'reminderId')::uuid AND r.user_id = $1 AND e.user_id = $1 AND e.state <> 'withdrawn' AND NOT (${IS_OVER})`;
