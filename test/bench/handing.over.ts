import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processorMilliseconds, startProgram, stopAll } from './processes';
import type { Setting } from './speed';

/** Left out of the figures: until compilers and connections are warm. */
const WARM_UP = 2_000;
const MOST_SECONDS = 300;

export const LEAST_PER_SECOND = 300;
/** `taken`: by the server, in all. `own`: milliseconds of the worker's processor a mail. `words`: all of it in one line. */
export type HandedOver = Readonly<{ taken: number; perSecond: number; own: number; words: string }>;
type Counts = { taken: number; bytes: number };

/** One worker hands over what the outbox holds, to a mail server in a process of its own, until so many are taken. `what`: as they are called in the line. */
export async function handOver({ environment }: Setting, what: string, mails: number, changes: Record<string, string> = {}): Promise<HandedOver> {
  const sink = fork(join(__dirname, 'sink.js'), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [port] = (await once(sink.stdout!, 'data')) as [Buffer];
  const worker = await startProgram('apps/worker/src/main.js', [], { ...environment(0), SMTP_URL: `smtp://127.0.0.1:${String(port).trim()}`, ...changes });
  const from = await reached(sink, worker, WARM_UP);
  const to = await reached(sink, worker, mails);
  const many = to.taken - from.taken;
  const seconds = (to.at - from.at) / 1_000;
  const [perSecond, own] = [many / seconds, (to.cpu - from.cpu) / many];
  await sleep(2_000);
  await stopAll();
  sink.kill();
  const words = `${many} ${what} of ${(to.bytes / to.taken / 1_000).toFixed(1)} kB in ${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} a second (at least ${LEAST_PER_SECOND}); the worker took ${own.toFixed(2)} ms of processor time each`;
  return { taken: to.taken, perSecond, own, words };
}

/** Waits until the sink has taken so many. */
async function reached(sink: ChildProcess, worker: ChildProcess, wanted: number): Promise<Counts & { at: number; cpu: number }> {
  for (let at = performance.now(), end = at + MOST_SECONDS * 1_000; ; at = performance.now()) {
    sink.send('count');
    const [counts] = (await once(sink, 'message')) as [Counts];
    if (counts.taken >= wanted || at > end) return { ...counts, at, cpu: processorMilliseconds(worker) ?? NaN };
    await sleep(20);
  }
}
