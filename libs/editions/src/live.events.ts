import { record, rows, type Transaction } from '@academy/platform';
import { LiveEventChanged } from './editions.facts';
import { changeOf, type LiveEventState } from './live.event.rules';

/** The live events of an edition as they stand; one that is not in its version any more is cancelled, and keeps its date. */
export const liveEventsOf = (tx: Transaction, editionId: string): Promise<LiveEventState[]> =>
  rows<LiveEventState>(
    tx,
    `SELECT activity_key AS "activityKey", starts_at AS "startsAt", ends_at AS "endsAt", url, is_cancelled AS "isCancelled", sequence FROM live_event WHERE edition_id = $1 ORDER BY activity_key`,
    [editionId],
  );

/** Records what a change of the edition changed of its live events, each once, and keeps by which sequence people are told. */
export async function recordLiveEvents(tx: Transaction, editionId: string, before: readonly LiveEventState[], now: Date, actorId: string): Promise<void> {
  for (const after of await liveEventsOf(tx, editionId)) {
    const change = changeOf(before.find(({ activityKey }) => activityKey === after.activityKey), after, now);
    if (!change) continue;
    const { activityKey, sequence } = after;
    await rows(
      tx,
      'UPDATE live_event SET told_sequence = $3, moved_sequence = CASE WHEN $4 THEN moved_sequence ELSE $3 END WHERE edition_id = $1 AND activity_key = $2',
      [editionId, activityKey, sequence, change === 'link'],
    );
    await record(tx, LiveEventChanged, { editionId, activityKey, sequence, change }, { actorId });
  }
}
