import type { QueueName } from '@academy/platform';

/** A delivery that is due. `attempts`: this one counted. */
export type Due = { factId: string; listener: string; queue: QueueName; attempts: number };
export type DeliveryJob = { id: string; data: { listener: string; factIds: string[] } };

/** So many jobs of a listener let several processors work at once; what is more rides along. */
const SPREAD = 4;
/** The most that a worker that dies may do again. */
const MOST_TOGETHER = 16;

/**
 * One job for each delivery while few are due, and several deliveries a job in a rush: a job costs the queue more than most
 * deliveries cost the listener. A job's deliveries are in the order of the facts.
 */
export function jobsOf(due: readonly Due[]): Map<QueueName, DeliveryJob[]> {
  const jobs = new Map<QueueName, DeliveryJob[]>();
  for (const [listener, deliveries] of byListener(due)) {
    const together = Math.min(MOST_TOGETHER, Math.ceil(deliveries.length / SPREAD));
    for (let first = 0; first < deliveries.length; first += together) {
      const { factId, attempts, queue } = deliveries[first]!;
      const factIds = deliveries.slice(first, first + together).map((delivery) => delivery.factId);
      jobs.set(queue, [...(jobs.get(queue) ?? []), { id: `${factId}-${listener}-${attempts}`, data: { listener, factIds } }]);
    }
  }
  return jobs;
}

function byListener(due: readonly Due[]): Map<string, Due[]> {
  const groups = new Map<string, Due[]>();
  for (const delivery of [...due].sort((one, other) => (BigInt(one.factId) < BigInt(other.factId) ? -1 : 1))) {
    const group = groups.get(delivery.listener);
    if (group) group.push(delivery);
    else groups.set(delivery.listener, [delivery]);
  }
  return groups;
}
