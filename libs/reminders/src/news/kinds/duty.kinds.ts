import { holdsSql, moderatesSql } from './holding';
import { newsOf } from './news.kind';

/** Nobody reads on from a count beyond this. */
const COUNTED = 100;

/** A case of peer review, for those who may decide it, until one has. */
const REVIEW_CASE = `SELECT jsonb_build_object('title', coalesce(v.activity ->> 'title', x.activity_key), 'course', c.title, 'edition', d.name, 'decision', replace(x.kind, 'flagged-', ''), 'path', concat('/coordination/editions/', d.id, '/cases'))
  FROM review_case x JOIN edition d ON d.id = x.edition_id JOIN course c ON c.id = d.course_id LEFT JOIN version_activity v ON v.version_id = d.version_id AND v.key = x.activity_key
  WHERE x.id = (n.params ->> 'caseId')::uuid AND x.state = 'open' AND ${moderatesSql('d.course_id', 'd.id')}`;

/** All that waits in a space, but her own. */
const WAITING_POSTS = `SELECT jsonb_build_object('course', c.title, 'edition', d.name, 'spaceId', k.space_id, 'count', least(count(*), ${COUNTED}))
  FROM post_case k JOIN course c ON c.id = k.course_id LEFT JOIN edition d ON d.id = k.edition_id
  WHERE k.space_id = (n.params ->> 'spaceId')::uuid AND k.state = 'open' AND k.person_id <> $1 AND ${moderatesSql('k.course_id', 'k.edition_id')} GROUP BY c.title, d.name, k.space_id`;

const APPEAL = `SELECT jsonb_build_object('title', t.title, 'course', c.title, 'edition', d.name, 'caseId', k.id)
  FROM post_case k JOIN post p ON p.id = k.post_id JOIN thread t ON t.id = p.thread_id JOIN course c ON c.id = k.course_id LEFT JOIN edition d ON d.id = k.edition_id
  WHERE k.id = (n.params ->> 'caseId')::uuid AND k.appealed_at IS NOT NULL AND k.appeal_outcome IS NULL AND k.person_id <> $1 AND ${holdsSql(['coordinator'], 'k.course_id', 'k.edition_id')}`;

/** What waits for moderators and coordinators: told only to who may decide it, as long as it waits. */
export const DUTY_NEWS = [
  newsOf({ kind: 'case-raised', about: REVIEW_CASE, leadsTo: ({ path }) => path ?? '/', says: ({ decision }) => [`case-${decision}`], saysGone: 'caseOver' }),
  newsOf({ kind: 'post-case-opened', about: WAITING_POSTS, leadsTo: ({ spaceId }) => `/discussions/${spaceId}/moderation`, says: ({ count = 1 }) => ['postsWait', { count }], saysGone: 'caseOver' }),
  newsOf({ kind: 'post-appealed', about: APPEAL, leadsTo: ({ caseId }) => `/post-cases/${caseId}/decision`, says: () => ['appealWaits'], saysGone: 'caseOver' }),
] as const;
