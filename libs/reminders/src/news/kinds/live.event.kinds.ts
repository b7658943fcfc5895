import { newsOf } from './news.kind';

/**
 * SQL: whether another change of the live event `l` took the place of this one. That it has another link takes the place of nothing
 * but another link: whoever was not told yet that it moved must be.
 */
export const SUPERSEDED = (sequence: string, change: string): string => `(CASE WHEN ${change} = 'link' THEN l.told_sequence ELSE l.moved_sequence END > ${sequence})`;

/** As long as the event is not over; `at`: when it is, or was to be. What is not in the course any more has no page. */
const CHANGED = `SELECT jsonb_build_object('title', l.title, 'course', c.title, 'edition', d.name, 'language', c.language, 'decision', n.params ->> 'change', 'at', l.last_starts_at, 'enrolmentId', e.id, 'activityKey', a.activity_key)
  FROM live_event l JOIN edition d ON d.id = l.edition_id JOIN course c ON c.id = d.course_id LEFT JOIN edition_activity a ON a.edition_id = l.edition_id AND a.activity_key = l.activity_key
    JOIN enrolment e ON e.edition_id = l.edition_id AND e.user_id = $1 AND e.state <> 'withdrawn'
  WHERE l.edition_id = (n.params ->> 'editionId')::uuid AND l.activity_key = n.params ->> 'activityKey' AND NOT ${SUPERSEDED("(n.params ->> 'sequence')::int", "n.params ->> 'change'")} AND l.last_ends_at > academy_now()`;

export const LIVE_EVENT_NEWS = [
  newsOf({
    kind: 'live-event-changed',
    about: CHANGED,
    leadsTo: ({ enrolmentId, activityKey }) => `/learning/${enrolmentId}${activityKey ? `/activities/${activityKey}` : ''}`,
    says: ({ decision, at }) => [`live-event-${decision}`, { at: at! }],
    saysGone: 'liveEventOver',
  }),
] as const;
