import type { Crew } from './crew';

/** A recurring job: run by whichever worker comes first, at most once an interval. */
export type Recurring = Readonly<{ name: string; everySeconds: number; run: (crew: Crew) => Promise<unknown> }>;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * All that happens by the clock, in the order in which it happens when the clock was moved.
 * Each finds what is due by `due_at` or a state in Postgres, so that a run missed is a run later, never a loss.
 */
export const CLOCKWORK: readonly Recurring[] = [
  { name: 'facts.partitions', everySeconds: 6 * HOUR, run: (crew) => crew.upkeep.makePartitions() },
  { name: 'editions.advance', everySeconds: MINUTE, run: (crew) => crew.editions.advance() },
  { name: 'reviews.sweep', everySeconds: MINUTE, run: (crew) => crew.reviews.sweep() },
  { name: 'surveys.empty-boxes', everySeconds: 10 * MINUTE, run: (crew) => crew.surveys.empty() },
  { name: 'reminders.sweep', everySeconds: MINUTE, run: (crew) => crew.reminders.sweep() },
  { name: 'digests.gather', everySeconds: MINUTE, run: (crew) => crew.digests.gather() },
  { name: 'mail.recover', everySeconds: 10, run: (crew) => crew.mail.recover() },
  { name: 'mail.sweep', everySeconds: 10, run: async (crew) => crew.sender.sendDue() },
  { name: 'keys.rotate', everySeconds: 6 * HOUR, run: (crew) => crew.keys.rotate() },
  { name: 'facts.tidy', everySeconds: HOUR, run: (crew) => crew.upkeep.tidyDeliveries() },
  { name: 'sessions.prune', everySeconds: 6 * HOUR, run: (crew) => crew.sessions.prune() },
];
