import { found } from '@academy/platform';
import type { ActivityOf, Versions } from '@academy/courses';
import type { EditionView } from '@academy/editions';
import { type EditionLiveEvent, type LiveEventQueries, livePhase } from '@academy/learning';

/** A live event as its edition's team sees it, with what is wrong with it. */
export function eventView(event: EditionLiveEvent, edition: EditionView, now: Date) {
  const { startsAt, endsAt, url, isCancelled } = event;
  const isOutside = startsAt !== null && endsAt !== null && (startsAt < new Date(edition.startsAt) || endsAt > new Date(edition.endsAt));
  const phase = livePhase(event, now);
  const isAhead = phase !== 'over' && !isCancelled;
  return {
    ...event,
    phase,
    href: eventHref(edition.id, event.activityKey),
    warnings: [...(isAhead && startsAt === null ? ['undated'] : []), ...(isAhead && url === '' ? ['without-link'] : []), ...(isOutside && !isCancelled ? ['outside'] : [])],
  };
}

export const eventHref = (editionId: string, key: string): string => `/coordination/editions/${editionId}/live-events/${key}`;

/** One event of an edition. Throws NotFound. */
export async function theEvent(events: LiveEventQueries, editionId: string, key: string): Promise<EditionLiveEvent> {
  return found((await events.ofEdition(editionId)).find(({ activityKey }) => activityKey === key), 'live event');
}

/** What the course says of it, where an edition says nothing. Throws NotFound. */
export async function asAuthored(versions: Versions, versionId: string, key: string): Promise<ActivityOf<'live-event'>> {
  const activity = await versions.activity(versionId, key);
  return found(activity?.kind === 'live-event' ? activity : null, 'live event');
}
