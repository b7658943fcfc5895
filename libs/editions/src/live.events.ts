import { record, rows, type Transaction } from '@academy/platform';
import { LiveEventChanged } from './editions.facts';
import { changeOf, type LiveEventState } from './live.event.rules';

/** The live events of an edition as they stand; one that is not in its version any more has no date. */
export const liveEventsOf = (tx: Transaction, editionId: string): Promise<LiveEventState[]> =>
  rows<LiveEventState>(
    tx,
    `SELECT activity_key AS "activityKey", starts_at AS "startsAt", ends_at AS "endsAt", url, is_cancelled AS "isCancelled", sequence FROM live_event WHERE edition_id = $1 ORDER BY activity_key`,
    [editionId],
  );

/** Records what a change of the edition changed of its live events, each once. */
export async function recordLiveEvents(tx: Transaction, editionId: string, before: readonly LiveEventState[], now: Date, actorId: string): Promise<void> {
  for (const after of await liveEventsOf(tx, editionId)) {
    const change = changeOf(before.find(({ activityKey }) => activityKey === after.activityKey), after, now);
    if (change) await record(tx, LiveEventChanged, { editionId, activityKey: after.activityKey, sequence: after.sequence, change }, { actorId });
  }
}
