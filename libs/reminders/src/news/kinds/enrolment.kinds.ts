import { newsOf } from './news.kind';

const WAITING = `SELECT jsonb_build_object('title', c.title, 'course', c.title, 'edition', d.name, 'enrolmentId', e.id,
    'count', (SELECT count(*) FROM enrolment w WHERE w.edition_id = e.edition_id AND w.state = 'waitlisted' AND w.waitlist_number <= e.waitlist_number))
  FROM enrolment e JOIN edition d ON d.id = e.edition_id JOIN course c ON c.id = d.course_id WHERE e.id = (n.params ->> 'enrolmentId')::uuid AND e.user_id = $1 AND e.state = 'waitlisted'`;

/** A seat that is taken is no news: she has just taken it herself, and finds the course among hers. Her place in the queue moves. */
export const ENROLMENT_NEWS = [
  newsOf({ kind: 'waitlisted', about: WAITING, leadsTo: ({ enrolmentId }) => `/learning/${enrolmentId}`, says: ({ count = 1 }) => ['waitlisted', { count }], saysGone: 'waitlistedOver' }),
] as const;
