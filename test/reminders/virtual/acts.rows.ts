/** What people do, as rows: $1 the enrolment, $2 when. Nobody learns who is not active. */

const HERE = 'UPDATE enrolment SET last_active_at = $2';
const ACTIVE = `id = $1 AND state = 'active'`;

export const VISIT = `${HERE} WHERE ${ACTIVE}`;
/** $3 activity, $4 evidence. What others do, such as the last review, is no visit. */
export const evidence = (isHers: boolean): string => `WITH did AS (
    INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, first_at, last_at) SELECT id, edition_id, $3, $4, $2, $2 FROM enrolment WHERE ${ACTIVE} RETURNING 1)
  UPDATE enrolment SET ${isHers ? 'last_active_at = $2, ' : ''}done_count = done_count + 1 WHERE ${ACTIVE} AND $2::timestamptz IS NOT NULL`;
/** The first module has a certificate of its own. */
export const MODULE = `WITH done AS (INSERT INTO module_completion (enrolment_id, edition_id, module_key, completed_at) SELECT id, edition_id, $3, $2 FROM enrolment WHERE ${ACTIVE} RETURNING enrolment_id, edition_id, module_key)
  INSERT INTO certificate (kind, module_key, enrolment_id, edition_id, user_id, code, holder_name, details, storage_key, issued_at)
  SELECT 'module', d.module_key, e.id, d.edition_id, e.user_id, 'm' || left(e.id::text, 29), 'Teacher', '{"moduleTitle": "Looking"}', 'printed', $2 FROM done d JOIN enrolment e ON e.id = d.enrolment_id WHERE d.module_key = 'm1'`;
/** $3: whether its certificate is printed. */
export const COMPLETE = `WITH done AS (UPDATE enrolment SET state = 'completed', completed_at = $2 WHERE ${ACTIVE} RETURNING id, edition_id, user_id)
  INSERT INTO certificate (kind, enrolment_id, edition_id, user_id, code, holder_name, details, storage_key, issued_at)
  SELECT 'course', id, edition_id, user_id, left(id::text, 30), 'Teacher', '{}', CASE WHEN $3 THEN 'printed' END, $2 FROM done`;
export const FETCH = `UPDATE certificate SET fetched_at = $2 WHERE enrolment_id = $1 AND superseded_by IS NULL`;
export const REISSUE = `WITH fresh AS MATERIALIZED (SELECT gen_random_uuid() AS id), old AS (UPDATE certificate c SET superseded_by = fresh.id FROM fresh WHERE c.enrolment_id = $1 AND c.kind = 'course' AND c.superseded_by IS NULL RETURNING c.*, fresh.id AS new_id)
  INSERT INTO certificate (id, kind, module_key, enrolment_id, edition_id, user_id, code, holder_name, details, storage_key, issued_at)
  SELECT new_id, kind, module_key || '', enrolment_id, edition_id, user_id, left(new_id::text, 30), holder_name, details, storage_key, $2 FROM old`;
/** $1: the person. */
export const RENEW = `WITH fresh AS MATERIALIZED (SELECT gen_random_uuid() AS id), old AS (UPDATE award a SET superseded_by = fresh.id FROM fresh WHERE a.user_id = $1 AND a.superseded_by IS NULL RETURNING a.*, fresh.id AS new_id)
  INSERT INTO award (id, badge_id, enrolment_id, edition_id, user_id, code, holder_name, recipient_salt, status_list_id, status_index, expires_at)
  SELECT new_id, badge_id, enrolment_id, edition_id, user_id, left(new_id::text, 30), holder_name, recipient_salt, status_list_id, status_index + 1000000, expires_at + interval '1 year' FROM old`;

/** $3 the person, $4 the language. */
export const DRAFT = `WITH work AS (
    INSERT INTO submission (edition_id, activity_key, version_id, state, language, created_at)
    SELECT e.edition_id, 'plan', d.version_id, 'draft', $4, $2 FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1 AND e.state = 'active' RETURNING id),
  written AS (INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) SELECT $1, 'plan', 1, id, $3 FROM work)
  ${HERE} WHERE ${ACTIVE}`;
/** $3 the person, $4 what she reads, $5 until when she owes two reviews. No work's own time is over in these weeks: grades are another story. */
export const SUBMIT = `WITH sent AS (
    UPDATE submission SET state = 'submitted', submitted_at = $2, author_ids = ARRAY[$3::uuid], wanted = 2
    WHERE id = (SELECT submission_id FROM submission_author WHERE enrolment_id = $1) AND EXISTS (SELECT FROM enrolment WHERE ${ACTIVE}) RETURNING edition_id),
  owes AS (INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give, reads, owed_by) SELECT edition_id, 'plan', 1, $3, $1, 2, $4::text[], $5 FROM sent)
  ${HERE} WHERE ${ACTIVE}`;
/** $3 the person: she is lent a work that wants a reviewer, where there is one and she has none. */
export const CLAIM = `WITH work AS (
    SELECT s.id, s.edition_id FROM submission s JOIN enrolment e ON e.id = $1 AND e.state = 'active' AND e.edition_id = s.edition_id JOIN review_duty d ON d.enrolment_id = e.id AND s.language = ANY (d.reads)
    WHERE s.is_open AND NOT $3::uuid = ANY (s.author_ids) AND NOT EXISTS (SELECT FROM review r WHERE r.submission_id = s.id AND r.reviewer_id = $3)
      AND NOT EXISTS (SELECT FROM review r WHERE r.reviewer_id = $3 AND r.state = 'claimed') ORDER BY s.load, s.submitted_at, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED),
  lent AS (UPDATE submission s SET lent = lent + 1, state = 'in-review' FROM work WHERE s.id = work.id),
  asked AS (UPDATE review_duty SET last_asked_at = $2 WHERE enrolment_id = $1),
  here AS (${HERE} WHERE ${ACTIVE})
  INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, claimed_at, expires_at) SELECT id, edition_id, 'plan', 1, $3, $1, $2, $2::timestamptz + interval '48 hours' FROM work`;
export const NEWEST_CLAIM = `SELECT id FROM review WHERE enrolment_id = $1 AND state IN ('claimed', 'expired') ORDER BY claimed_at DESC LIMIT 1`;

/** What an erasure takes away of the person $1; what others have of her stays without her. */
export const ERASE = [
  'DELETE FROM review WHERE reviewer_id = $1', 'DELETE FROM review_duty WHERE user_id = $1', 'DELETE FROM submission_author WHERE user_id = $1',
  'DELETE FROM award WHERE user_id = $1', 'DELETE FROM certificate WHERE user_id = $1',
  'DELETE FROM progress WHERE enrolment_id IN (SELECT id FROM enrolment WHERE user_id = $1)', 'DELETE FROM module_completion WHERE enrolment_id IN (SELECT id FROM enrolment WHERE user_id = $1)',
  'DELETE FROM enrolment WHERE user_id = $1', 'DELETE FROM users WHERE id = $1',
];
