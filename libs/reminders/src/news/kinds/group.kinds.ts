import { newsOf } from './news.kind';

const INVITATION = `SELECT jsonb_build_object('author', jsonb_build_object('id', a.id, 'displayName', a.display_name), 'title', g.name, 'course', c.title, 'edition', d.name, 'enrolmentId', m.id)
  FROM study_group_invitation i JOIN study_group g ON g.id = i.group_id JOIN enrolment m ON m.id = i.enrolment_id JOIN users a ON a.id = i.invited_by JOIN edition d ON d.id = m.edition_id JOIN course c ON c.id = d.course_id
  WHERE i.group_id = (n.params ->> 'groupId')::uuid AND i.enrolment_id = (n.params ->> 'enrolmentId')::uuid AND i.declined_at IS NULL AND m.state = 'active'
    AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $1 AND b.blocked_id = i.invited_by)`;

export const GROUP_NEWS = [
  newsOf({
    kind: 'group-invitation',
    about: INVITATION,
    leadsTo: ({ enrolmentId }) => `/learning/${enrolmentId}/group`,
    says: ({ author }) => ['invitation', { name: author?.displayName ?? '' }],
    saysGone: 'invitationOver',
  }),
] as const;
