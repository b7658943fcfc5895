import { newsOf } from './news.kind';

/** The newest word alone, as long as the event is not over. What is not in the course any more has no page. */
const CHANGED = `SELECT jsonb_build_object('title', l.title, 'course', c.title, 'edition', d.name, 'language', c.language, 'decision', n.params ->> 'change', 'enrolmentId', e.id, 'activityKey', a.activity_key)
  FROM live_event l JOIN edition d ON d.id = l.edition_id JOIN course c ON c.id = d.course_id LEFT JOIN edition_activity a ON a.edition_id = l.edition_id AND a.activity_key = l.activity_key
    JOIN enrolment e ON e.edition_id = l.edition_id AND e.user_id = $1 AND e.state <> 'withdrawn'
  WHERE l.edition_id = (n.params ->> 'editionId')::uuid AND l.activity_key = n.params ->> 'activityKey' AND l.sequence = (n.params ->> 'sequence')::int AND coalesce(l.ends_at > academy_now(), true)`;

export const LIVE_EVENT_NEWS = [
  newsOf({
    kind: 'live-event-changed',
    about: CHANGED,
    leadsTo: ({ enrolmentId, activityKey }) => `/learning/${enrolmentId}${activityKey ? `/activities/${activityKey}` : ''}`,
    says: ({ decision }) => [`live-event-${decision}`],
    saysGone: 'liveEventOver',
  }),
] as const;
