import { moderatesSql } from './holding';
import { type About, newsOf } from './news.kind';

/** An assignment as she has it, in her own enrolment: nobody withdrawn is led to what she cannot open. `from`: rows `x`; `enrolment` and `key` are SQL. */
const aboutAssignment = ({ from, enrolment, key, where, more = '' }: Readonly<{ from: string; enrolment: string; key: string; where: string; more?: string }>): string =>
  `SELECT jsonb_build_object('title', v.activity ->> 'title', 'course', c.title, 'edition', d.name, 'enrolmentId', e.id, 'activityKey', v.key${more})
   FROM ${from} x JOIN enrolment e ON e.id = ${enrolment} AND e.user_id = $1 AND e.state <> 'withdrawn'
     JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id JOIN version_activity v ON v.version_id = d.version_id AND v.key = ${key} WHERE ${where}`;

const OWN = `(n.params ->> 'enrolmentId')::uuid`;
const DUTY = aboutAssignment({ from: 'enrolment', enrolment: 'x.id', key: `n.params ->> 'activityKey'`, where: `x.id = ${OWN}`, more: `, 'count', (n.params ->> 'waived')::int` });
const ANSWERED = aboutAssignment({ from: 'review', enrolment: 'x.enrolment_id', key: 'x.activity_key', where: `x.id = (n.params ->> 'reviewId')::uuid AND x.reply <> ''` });
/** A decided case of which she may know: she raised it, or her work or review is what it is about. */
const decided = (where: string, decision: string): string =>
  aboutAssignment({ from: 'review_case', enrolment: OWN, key: 'x.activity_key', where: `x.id = (n.params ->> 'caseId')::uuid AND x.state = 'decided' AND ${where}`, more: `, 'decision', ${decision}` });
const REPORTED = decided('x.raised_by = $1', `CASE WHEN x.decision = 'dismiss' THEN 'left' ELSE 'acted' END`);
const TAKEN_OUT = decided(
  `x.decision = 'remove' AND CASE WHEN x.review_id IS NULL THEN EXISTS (SELECT FROM submission_author o WHERE o.submission_id = x.submission_id AND o.user_id = $1) ELSE EXISTS (SELECT FROM review r WHERE r.id = x.review_id AND r.reviewer_id = $1) END`,
  `CASE WHEN x.review_id IS NULL THEN 'work' ELSE 'review' END`,
);

/** In her own enrolment, be it of an earlier edition, or as who moderates; as long as there is a work that she could read. */
const HELP = `SELECT jsonb_build_object('title', v.activity ->> 'title', 'course', c.title, 'edition', d.name,
    'path', CASE WHEN e.id IS NULL THEN concat('/coordination/editions/', d.id, '/assignments/', v.key) ELSE concat('/learning/', e.id, '/activities/', v.key, '/reviews') END)
  FROM edition d JOIN course c ON c.id = d.course_id JOIN version_activity v ON v.version_id = d.version_id AND v.key = n.params ->> 'activityKey'
    LEFT JOIN enrolment e ON e.id = ${OWN} AND e.user_id = $1 AND e.state NOT IN ('waitlisted', 'withdrawn')
  WHERE d.id = (n.params ->> 'editionId')::uuid AND (e.id IS NOT NULL OR ${moderatesSql('d.course_id', 'd.id')})
    AND EXISTS (SELECT FROM submission s WHERE s.edition_id = d.id AND s.activity_key = v.key AND s.round = (n.params ->> 'round')::int AND s.is_open AND n.params -> 'languages' ? s.language AND $1::uuid <> ALL (s.author_ids))`;

const activity = ({ enrolmentId, activityKey }: About): string => `/learning/${enrolmentId}/activities/${activityKey}`;
const reviews = (about: About): string => `${activity(about)}/reviews`;

/** All ids are the reader's own, and no hour is kept, nor in which order what came of one act was heard. */
export const REVIEW_NEWS = [
  newsOf({ kind: 'help-wanted', isOfTheDay: true, about: HELP, leadsTo: ({ path }) => path ?? '/', says: () => ['helpWanted'], saysGone: 'helpOver' }),
  newsOf({ kind: 'duty-waived', isOfTheDay: true, about: DUTY, leadsTo: activity, says: ({ count = 1 }) => ['dutyWaived', { count }] }),
  newsOf({ kind: 'review-answered', isOfTheDay: true, about: ANSWERED, leadsTo: reviews, says: () => ['reviewAnswered'] }),
  newsOf({ kind: 'report-decided', isOfTheDay: true, about: REPORTED, leadsTo: activity, says: ({ decision }) => [`report-${decision}`] }),
  newsOf({ kind: 'taken-out', isOfTheDay: true, about: TAKEN_OUT, leadsTo: activity, says: ({ decision }) => [`taken-out-${decision}`] }),
] as const;
