import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE } from './names';
import { processorMilliseconds, startProgram, stopAll } from './processes';
import type { Setting } from './speed';
import { makePeople } from './world';

const MAILS = 12_000;
const LEAST_PER_SECOND = 300;
/** Left out of the figures: until compilers and connections are warm. */
const WARM_UP = 2_000;
const MOST_SECONDS = 300;
const KINDS = ['enrolled', 'certificate-ready', 'waitlisted', 'seat-freed'];

type Counts = { taken: number; bytes: number };

/**
 * Mails to people by name, from the outbox to a mail server in a process of its own: claimed, asked about, composed, handed over
 * and settled by one worker. Answers whether there are 300 a second.
 */
export async function measureMails({ client, environment }: Setting): Promise<boolean> {
  await makePeople(client);
  await client.query(
    `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
     SELECT 'bench:' || n, ($2::text[])[1 + n % 4], true, u.id, u.email, jsonb_build_object('displayName', u.display_name, 'locale', (ARRAY['en', 'de'])[1 + n % 2], 'timeZone', u.time_zone),
       jsonb_build_object('enrolmentId', u.id, 'course', 'Measuring our street ' || n % 30, 'edition', 'Spring', 'startsAt', '2027-03-01T08:00:00Z', 'position', n % 90), now()
     FROM generate_series(1, $1::int) n JOIN users u ON u.email = 'teacher' || (1 + n % $3) || '@people.test'`,
    [MAILS, KINDS, PEOPLE],
  );
  await client.query('ANALYZE mail');
  const sink = fork(join(__dirname, 'sink.js'), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [port] = (await once(sink.stdout!, 'data')) as [Buffer];
  const worker = await startProgram('apps/worker/src/main.js', [], { ...environment(0), SMTP_URL: `smtp://127.0.0.1:${String(port).trim()}` });

  const from = await reached(sink, worker, WARM_UP);
  const to = await reached(sink, worker, MAILS);
  const mails = to.taken - from.taken;
  const seconds = (to.at - from.at) / 1_000;
  const own = (to.cpu - from.cpu) / mails;
  const perSecond = mails / seconds;
  await sleep(2_000);
  const { rows } = await client.query<{ state: string; many: number }>('SELECT state, count(*)::int AS many FROM mail GROUP BY state');
  await stopAll();
  sink.kill();
  process.stdout.write(
    `\n${mails} mails of ${(to.bytes / to.taken / 1_000).toFixed(1)} kB in ${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} a second (at least ${LEAST_PER_SECOND}); ` +
      `the worker took ${own.toFixed(2)} ms of processor time a mail; ${rows.map(({ state, many }) => `${many} ${state}`).join(', ')}\n`,
  );
  return perSecond >= LEAST_PER_SECOND && rows.length === 1 && rows[0]!.state === 'sent' && to.taken === MAILS;
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
