import { newsOf } from './news.kind';

/**
 * What a rule reminds of, in the Academy itself. `params`: `reminderId`, the `rule` that says which sentence, the `enrolmentId`
 * that it is about, and where the rule has them `title` and `path` (one of ours). Over with the enrolment.
 */
const REMINDER = `SELECT jsonb_build_object('title', coalesce(n.params ->> 'title', c.title), 'course', c.title, 'edition', d.name, 'decision', n.params ->> 'rule', 'enrolmentId', e.id, 'path', n.params ->> 'path')
  FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id WHERE e.id = (n.params ->> 'enrolmentId')::uuid AND e.user_id = $1 AND e.state <> 'withdrawn'`;

export const REMINDER_NEWS = [
  newsOf({ kind: 'reminder', about: REMINDER, leadsTo: ({ path, enrolmentId }) => path ?? `/learning/${enrolmentId}`, says: ({ decision }) => [`reminder-${decision}`], saysGone: 'reminderOver' }),
] as const;
