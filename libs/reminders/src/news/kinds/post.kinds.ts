import { mayReadSql } from '@academy/discussions';
import { type About, newsOf } from './news.kind';

/** Nobody reads on from a count beyond this. */
const COUNTED = 100;
const NEW_POSTS = `(SELECT count(*)::int FROM (SELECT FROM post q WHERE q.thread_id = t.id AND q.number >= p.number AND q.state = 'shown' AND q.author_id <> $1 LIMIT ${COUNTED}) c)`;
const NEW_THREADS = `(SELECT count(*)::int FROM (SELECT FROM thread o WHERE o.space_id = t.space_id AND o.created_at >= t.created_at AND o.state = 'shown' AND o.author_id <> $1 LIMIT ${COUNTED}) c)`;

/** A post while she may read it, and not of somebody she blocked. */
const aboutPost = (count = '1'): string => `SELECT jsonb_build_object('author', jsonb_build_object('id', a.id, 'displayName', a.display_name), 'title', t.title, 'markdown', p.markdown,
    'language', p.language, 'course', c.title, 'edition', d.name, 'spaceId', t.space_id, 'postId', p.id, 'count', ${count})
  FROM post p JOIN thread t ON t.id = p.thread_id JOIN users a ON a.id = p.author_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id
  WHERE p.id = n.post_id AND p.state = 'shown' AND t.state = 'shown' AND ${mayReadSql('$1::uuid', 't')} AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $1 AND b.blocked_id = p.author_id)`;

/** Decisions about a post are told its author whatever became of it. */
const aboutDecision = (decision: string): string => `SELECT jsonb_build_object('title', t.title, 'markdown', CASE WHEN p.state <> 'deleted' THEN p.markdown END, 'language', p.language, 'course', c.title, 'edition', d.name, 'caseId', k.id, 'decision', ${decision})
  FROM post p JOIN thread t ON t.id = p.thread_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id JOIN post_case k ON k.id = (n.params ->> 'caseId')::uuid
  WHERE p.id = n.post_id AND ${mayReadSql('$1::uuid', 't')}`;

/** To who reported a post: of a decision no more than whether something was done. A thread that went with its post is not named, nor led to. */
const REPORTED = `SELECT jsonb_build_object('title', CASE WHEN t.state = 'shown' THEN t.title END, 'course', c.title, 'edition', d.name,
    'path', CASE WHEN t.state = 'shown' THEN concat('/threads/', t.id) ELSE concat('/discussions/', t.space_id) END, 'decision', CASE WHEN k.decision IN ('hide', 'warn', 'mute') THEN 'acted' ELSE 'left' END)
  FROM post_case k JOIN post p ON p.id = k.post_id JOIN thread t ON t.id = p.thread_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id
  WHERE k.id = (n.params ->> 'caseId')::uuid AND k.state = 'decided' AND ${mayReadSql('$1::uuid', 't')} AND EXISTS (SELECT FROM post_report r WHERE r.case_id = k.id AND r.reporter_id = $1)`;

const post = ({ postId }: About): string => `/posts/${postId}`;
const postCase = ({ caseId }: About): string => `/post-cases/${caseId}`;
const name = ({ author }: About): { name: string } => ({ name: author?.displayName ?? '' });

export const POST_NEWS = [
  newsOf({ kind: 'announcement', about: aboutPost(), leadsTo: post, says: (about) => ['announcement', name(about)] }),
  newsOf({ kind: 'mention', about: aboutPost(), leadsTo: post, says: (about) => ['mention', name(about)] }),
  newsOf({ kind: 'reply', about: aboutPost(), leadsTo: post, says: (about) => ['reply', name(about)] }),
  newsOf({ kind: 'followed', about: aboutPost(NEW_POSTS), leadsTo: post, says: ({ count = 1 }) => ['followed', { count }] }),
  newsOf({
    kind: 'new-threads',
    about: aboutPost(NEW_THREADS),
    leadsTo: (about) => ((about.count ?? 1) > 1 ? `/discussions/${about.spaceId}?sort=new` : post(about)),
    says: (about) => ['newThreads', { count: about.count ?? 1, ...name(about) }],
  }),
  newsOf({ kind: 'answer-endorsed', about: aboutPost(), leadsTo: post, says: () => ['answerEndorsed'] }),
  newsOf({ kind: 'post-decided', about: aboutDecision('k.decision'), leadsTo: postCase, says: ({ decision }) => [`decided-${decision}`] }),
  newsOf({ kind: 'post-appeal-decided', about: aboutDecision('k.appeal_outcome'), leadsTo: postCase, says: ({ decision }) => [`appeal-${decision}`] }),
  newsOf({ kind: 'post-report-decided', about: REPORTED, leadsTo: ({ path }) => path ?? '/', says: ({ decision }) => [`post-report-${decision}`] }),
] as const;
