import { existsSync, readFileSync } from 'node:fs';

const TICK = 10;
const SCHEDULE = '/proc/self/schedstat';

/** Milliseconds for which the first thread of this process wanted a processor and got none. Only Linux says so. */
const waited = (): number => (existsSync(SCHEDULE) ? Number(readFileSync(SCHEDULE, 'utf8').split(' ')[1]) / 1e6 : 0);

/**
 * The longest, in milliseconds, that something held the event loop of this process by working or by waiting for something.
 * Waiting for the processor does not count: then it is the machine that serves others.
 */
export async function longestHold(act: () => Promise<void>): Promise<number> {
  const now = () => performance.now() - waited();
  let longest = 0;
  let at = now();
  const look = () => {
    longest = Math.max(longest, now() - at - TICK);
    at = now();
  };
  const looking = setInterval(look, TICK);
  try {
    await act();
    look();
  } finally {
    clearInterval(looking);
  }
  return longest;
}
