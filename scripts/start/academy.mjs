import path from 'node:path';
import { say } from '../say.mjs';
import { endLeftovers } from '../services/pid-files.mjs';
import { embeddedPostgres } from '../services/postgres.mjs';
import { embeddedRedis, findRedis } from '../services/redis.mjs';
import { supervise } from '../services/supervise.mjs';
import { runApplication, startApplication } from './application.mjs';
import { keptSecret } from './data-folder.mjs';
import { loadOnce } from './demonstration.mjs';
import { untilWebIsReady } from './ready.mjs';
import { settlePort } from './settings.mjs';

/** The services of one launcher, in the order in which they were started, which is the reverse of that in which they stop. */
export function services() {
  const running = [];
  return {
    add: (service) => running.push(service),
    async stop() {
      while (running.length > 0) {
        await running.at(-1).stop();
        running.pop();
      }
    },
    kill: () => running.toReversed().forEach((service) => service.kill()),
  };
}

/**
 * Starts database, queue, worker and web, each kept running, and answers the address at which it is ready.
 * `giveUp` receives the reason when one of them cannot be kept running.
 */
export async function startAcademy(settings, { running, signal, giveUp }) {
  const { data } = settings;
  const pidFiles = path.join(data, 'run');
  const left = await endLeftovers(pidFiles);
  if (left.length > 0) say(`Stopped what an earlier start left running: ${left.join(', ')}.`);
  const port = await settlePort(settings);
  // What the parts keep here (uploads, letters) is for the operator alone.
  process.umask(0o077);

  let isReady = false;
  async function keep(name, start) {
    signal.throwIfAborted();
    running.add(await supervise(name, start, { giveUp, mayRestart: () => isReady }));
    signal.throwIfAborted();
  }
  const postgres = settings.databaseUrl ? null : embeddedPostgres({ folder: data, signal });
  if (postgres) await keep('Postgres', postgres.start);
  const redisServer = settings.redisUrl ? null : findRedis();
  const redis = redisServer ? embeddedRedis({ folder: data, program: redisServer }) : null;
  if (redis) await keep('Redis', redis.start);

  const databaseUrl = settings.databaseUrl ?? postgres.url('academy');
  const redisUrl = settings.redisUrl ?? redis?.url();
  const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;
  const environment = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    ACADEMY_DATA: data,
    ACADEMY_DEMO: settings.isDemonstration ? '1' : '0',
    ACADEMY_SECRET: settings.secret ?? keptSecret(data),
  };
  if (!redisUrl) delete environment.REDIS_URL;

  await runApplication('migrate', { environment, pidFiles, signal });
  if (settings.isDemonstration) {
    const load = () => runApplication('demonstration', { environment, pidFiles, signal });
    await loadOnce({ databaseUrl, data, load });
  }
  for (const name of ['worker', 'web']) await keep(name, async () => startApplication(name, { environment, pidFiles }));
  await untilWebIsReady({ host: settings.host, port, signal });
  signal.throwIfAborted();
  isReady = true;
  return publicUrl;
}
