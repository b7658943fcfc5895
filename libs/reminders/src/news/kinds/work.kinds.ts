import { type About, newsOf } from './news.kind';

/** Her own enrolment in which a work of hers lies: nobody withdrawn is led to what she cannot open. */
const MINE = `FROM submission s JOIN submission_author o ON o.submission_id = s.id JOIN enrolment e ON e.id = o.enrolment_id AND e.user_id = $1 AND e.state <> 'withdrawn'
  JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id JOIN version_activity v ON v.version_id = d.version_id AND v.key = s.activity_key `;
const aboutWork = (more: string, where = '', beside = ''): string =>
  `SELECT jsonb_build_object('title', v.activity ->> 'title', 'course', c.title, 'edition', d.name, 'enrolmentId', e.id, 'activityKey', s.activity_key${more}) ${MINE} ${beside} WHERE s.id = (n.params ->> 'submissionId')::uuid ${where} LIMIT 1`;
/** What a moderator decides about it, until then. */
const OPEN_CASE = `JOIN review_case k ON k.submission_id = s.id AND k.id = (n.params ->> 'caseId')::uuid AND k.state = 'open'`;

/** She was shown a grade before this one. */
const EARLIER = `EXISTS (SELECT FROM grade g JOIN grade b ON b.submission_id = g.submission_id AND b.released_at IS NOT NULL AND b.graded_at < g.graded_at WHERE g.id = (n.params ->> 'gradeId')::uuid)`;

const work = ({ enrolmentId, activityKey }: About): string => `/learning/${enrolmentId}/activities/${activityKey}`;
const grade = (about: About): string => `${work(about)}/grade`;

/** All ids are the reader's own, and no hour is kept: nothing may tell who is on the other side, or when she did something. */
export const WORK_NEWS = [
  newsOf({ kind: 'review-received', isOfTheDay: true, about: aboutWork(`, 'count', s.finished`, 'AND s.finished > 0'), leadsTo: (about) => `${work(about)}/submission`, says: ({ count = 1 }) => ['reviewReceived', { count }] }),
  newsOf({
    kind: 'grade-released',
    isOfTheDay: true,
    about: aboutWork(`, 'decision', CASE WHEN ${EARLIER} THEN 'again' ELSE 'first' END`, 'AND EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL)'),
    leadsTo: grade,
    says: ({ decision }) => [`grade-${decision}`],
  }),
  newsOf({ kind: 'work-returned', isOfTheDay: true, about: aboutWork('', "AND s.state = 'returned'"), leadsTo: (about) => `${work(about)}/submission`, says: () => ['workReturned'], saysGone: 'workReturnedOver' }),
  newsOf({ kind: 'with-moderators', isOfTheDay: true, about: aboutWork(`, 'decision', k.kind`, '', OPEN_CASE), leadsTo: (about) => `${work(about)}/submission`, says: ({ decision }) => [`with-moderators-${decision}`], saysGone: 'withModeratorsOver' }),
  newsOf({ kind: 'appeal-decided', isOfTheDay: true, about: aboutWork(''), leadsTo: grade, says: () => ['appealAnswered'] }),
] as const;
