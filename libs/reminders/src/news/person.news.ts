import { queueMailSql } from '@academy/platform';
import { mayReadSql } from '@academy/discussions';
import { AnswerEndorsedMail } from './news.mails';

const TOLD = `SELECT $1::uuid AS user_id, $2::text AS kind, $3::text AS key, p.id AS post_id, t.space_id FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $4 AND ${mayReadSql('$1::uuid', 't')}`;

const MAILS = `SELECT concat(b.key, ':', b.user_id) AS natural_key, b.kind, ${AnswerEndorsedMail.isTransactional} AS is_transactional, b.user_id, u.email AS address,
    jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) AS recipient, jsonb_build_object('postId', b.post_id) AS data
  FROM told b JOIN users u ON u.id = b.user_id LEFT JOIN mail_preference w ON w.user_id = b.user_id AND w.kind = b.kind WHERE $6 AND coalesce(w.email, 'now') <> 'off'`;

/** Tells one person of what became of a post of hers, once: $1 the person, $2 kind, $3 key, $4 the post, $5 what else is to know, $6 whether by e-mail too. */
export const TELL_PERSON = `WITH told AS MATERIALIZED (${TOLD}),
  shown AS (
    INSERT INTO notification (user_id, kind, natural_key, space_id, post_id, params)
    SELECT b.user_id, b.kind, b.key, b.space_id, b.post_id, $5::jsonb FROM told b LEFT JOIN mail_preference w ON w.user_id = b.user_id AND w.kind = b.kind WHERE coalesce(w.in_app, true)
    ON CONFLICT (user_id, natural_key) DO NOTHING),
  mailed AS (${queueMailSql(MAILS)})
  SELECT count(*)::int AS mailed FROM mailed`;

/** Tells somebody of an invitation to a study group that waits for her: $1 the group, $2 her enrolment, $3 she. */
export const TELL_INVITED = `INSERT INTO notification (user_id, kind, natural_key, space_id, params)
  SELECT $3, 'group-invitation', concat('group-invitation:', i.group_id), e.edition_id, jsonb_build_object('groupId', i.group_id, 'enrolmentId', e.id)
  FROM study_group_invitation i JOIN enrolment e ON e.id = i.enrolment_id AND e.user_id = $3 AND e.state = 'active' LEFT JOIN mail_preference w ON w.user_id = $3 AND w.kind = 'group-invitation'
  WHERE i.group_id = $1 AND i.enrolment_id = $2 AND i.declined_at IS NULL AND coalesce(w.in_app, true) AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $3 AND b.blocked_id = i.invited_by)
  ON CONFLICT (user_id, natural_key) DO NOTHING`;
