import type { CalendarEntry } from '@academy/platform';
import type { LiveEventDate } from './live.events.queries';

/** A live event as calendars keep it: the same entry for everybody who takes part, whichever way it came, and nothing in it of whose it is. */
export const liveEventEntry = (event: LiveEventDate, url: (path: string) => string): CalendarEntry => {
  const { editionId, activityKey, title, course, startsAt, endsAt, isCancelled, sequence } = event;
  return { uid: `live-${editionId}-${activityKey}@academy`, title, text: course, url: url(liveEventHref(editionId, activityKey)), startsAt, endsAt, isCancelled, sequence };
};

/** Leads whoever takes part to her own page of it; names nobody. */
export const liveEventHref = (editionId: string, activityKey: string): string => `/editions/${editionId}/activities/${activityKey}`;
