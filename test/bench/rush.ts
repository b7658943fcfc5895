import { setTimeout as sleep } from 'node:timers/promises';
import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CourseCompleted } from '@academy/learning';
import { Database, readConfig, record } from '@academy/platform';
import type { Client } from 'pg';
import { editionId, enrolmentId, tokenOf } from './names';
import { freePort, processorMilliseconds, startProgram, stopAll } from './processes';
import { RoomsModule } from './rooms';
import type { Setting } from './speed';
import { makeEditions, makePeople, publishCourses } from './world';

/** Of the line; fewer by `--completions=` tell where time goes. */
const ALL = 10_000;
const MOST_SECONDS = 300;
const MOST_RATIO = 2;
/** Milliseconds between two looks at a page. */
const PACE = 40;
const IDLE_LOOKS = 250;

/**
 * 10,000 people complete a course at one moment: certificates and badges of all, exactly once, within five minutes, while pages
 * answer at most twice as slowly as before (95 of 100). Answers whether the lines are kept.
 */
export async function measureRush({ client, databaseUrl, environment }: Setting, completions = ALL): Promise<boolean> {
  await makePeople(client);
  const port = await freePort();
  const web = await startProgram('apps/web/src/main.js', [], environment(port));
  const base = `http://127.0.0.1:${port}`;
  await publishCourses(base);
  await makeEditions(client);
  await complete(client, completions);
  const recording = await NestFactory.createApplicationContext(RoomsModule.for(readConfig({ ...environment(0), DATABASE_URL: databaseUrl })), { logger: new ConsoleLogger({ logLevels: ['error', 'fatal'] }) });
  await recordCompletions(recording, client);
  await recording.close();

  const idle = await looks(base, (count) => count < IDLE_LOOKS);
  const begun = performance.now();
  const worker = await startProgram('apps/worker/src/main.js', [], environment(0));
  const before = { web: processorMilliseconds(web) ?? 0, database: await processorOfDatabase(client) };
  let issued = { certificates: 0, awards: 0 };
  let isOver = false;
  const issuing = (async () => {
    while (Math.min(issued.certificates, issued.awards) < completions && performance.now() - begun < 3 * MOST_SECONDS * 1_000) {
      await sleep(2_000);
      issued = await issuedOf(client);
    }
    isOver = true;
  })();
  const busy = await looks(base, () => !isOver);
  await issuing;
  const seconds = (performance.now() - begun) / 1_000;
  const doubled = await doubledOf(client);
  const shares = { web: (processorMilliseconds(web) ?? 0) - before.web, worker: processorMilliseconds(worker) ?? 0, database: (await processorOfDatabase(client)) - before.database };
  await stopAll();

  const ratio = busy / idle;
  process.stdout.write(
    `\nProcessor time a completion: ${Object.entries(shares).map(([who, milliseconds]) => `${who} ${(milliseconds / completions).toFixed(1)} ms`).join(', ')}; printing is in none of them\n` +
      `${completions} completions at once: ${issued.certificates} certificates and ${issued.awards} badges after ${seconds.toFixed(0)} s (at most ${MOST_SECONDS}), ${doubled} more than one a person\n` +
      `A page meanwhile, 95 of 100: ${busy.toFixed(1)} ms, ${idle.toFixed(1)} ms before: ${ratio.toFixed(2)} times (at most ${MOST_RATIO})\n`,
  );
  return Math.min(issued.certificates, issued.awards) === completions && doubled === 0 && seconds <= MOST_SECONDS && ratio <= MOST_RATIO;
}

async function complete(client: Client, completions: number): Promise<void> {
  await client.query(
    `WITH person AS (
       INSERT INTO users (email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
       SELECT 'graduate' || n || '@people.test', now(), 'Graduate ' || n, 'Eleni Papadopoulou ' || n, 'GR', 'en', '{en}', 'Europe/Athens' FROM generate_series(1, $2::int) AS n RETURNING id)
     INSERT INTO enrolment (edition_id, user_id, state, activated_at, completed_at) SELECT $1, id, 'completed', now(), now() FROM person`,
    [editionId(1), completions],
  );
}

/** As if all had sent the last activity within one moment. */
async function recordCompletions(recording: INestApplicationContext, client: Client): Promise<void> {
  const { rows } = await client.query<{ enrolmentId: string; userId: string; editionId: string; courseId: string }>(
    `SELECT e.id AS "enrolmentId", e.user_id AS "userId", d.id AS "editionId", d.course_id AS "courseId" FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.state = 'completed'`,
  );
  await recording.get(Database).transaction(async (tx) => {
    for (const completed of rows) await record(tx, CourseCompleted, completed, { personId: completed.userId });
  });
}

const issuedOf = async (client: Client): Promise<{ certificates: number; awards: number }> =>
  (await client.query(`SELECT (SELECT count(*) FROM certificate WHERE storage_key IS NOT NULL)::int AS certificates, (SELECT count(*) FROM award)::int AS awards`)).rows[0];

const doubledOf = async (client: Client): Promise<number> =>
  (await client.query(`SELECT ((SELECT count(*) - count(DISTINCT enrolment_id) FROM certificate) + (SELECT count(*) - count(DISTINCT enrolment_id) FROM award))::int AS doubled`)).rows[0].doubled;

/** Of the connections that are open now, in milliseconds. */
async function processorOfDatabase(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = current_database()');
  return rows.reduce((sum, { pid }) => sum + (processorMilliseconds({ pid }) ?? 0), 0);
}

/** Looks at a course being learnt, again and again: how many milliseconds 95 of 100 looks took at most. */
async function looks(base: string, isWanted: (count: number) => boolean): Promise<number> {
  const times: number[] = [];
  while (isWanted(times.length)) {
    const begun = performance.now();
    const response = await fetch(`${base}/learning/${enrolmentId(1)}`, { headers: { cookie: `academy=${tokenOf('cookie', 1)}` } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`The page answered ${response.status}.`);
    times.push(performance.now() - begun);
    await sleep(PACE);
  }
  const sorted = times.sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)]!;
}
