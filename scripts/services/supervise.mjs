import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, explain } from '../failure.mjs';
import { say } from '../say.mjs';

const delaysInSeconds = [0.5, 1, 2, 4, 8];
const calmSeconds = 60;

/**
 * Keeps a process running: `start()` answers `{ exited, stop(), kill(), lastLines() }`. One that ends by itself is started again,
 * later each time; after five times without a calm minute, or before `mayRestart()`, `giveUp` receives the reason.
 */
export async function supervise(name, start, { mayRestart, giveUp }) {
  const stopping = new AbortController();
  let failures = 0;
  let startedAt = Date.now();
  let starting = start();
  let current = await starting;

  async function restart() {
    startedAt = Date.now();
    starting = start();
    current = await starting;
  }

  async function watch() {
    while (!stopping.signal.aborted) {
      const outcome = await current.exited;
      if (stopping.signal.aborted) return;
      const trouble = `${name} ${outcome}.\n${current.lastLines()}`.trimEnd();
      if (Date.now() - startedAt > calmSeconds * 1000) failures = 0;
      if (!mayRestart() || failures >= delaysInSeconds.length) return giveUp(new Failure(trouble));
      const delay = delaysInSeconds[failures];
      failures += 1;
      say(`${trouble}\nStarting ${name} again in ${delay} s.`);
      await sleep(delay * 1000, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) await restart().catch((error) => say(explain(error)));
    }
  }
  void watch();

  return {
    name,
    async stop() {
      stopping.abort();
      await starting.catch(() => {});
      await current.stop();
    },
    kill() {
      stopping.abort();
      current.kill();
    },
  };
}
