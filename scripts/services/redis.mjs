import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.mjs';
import { findProgram } from './find-program.mjs';
import { logFile } from './log-file.mjs';
import { choosePort } from './ports.mjs';
import { end, fromChild, fromPid, sendSignal } from './processes.mjs';
import { readState, writeState } from './state-file.mjs';

const patience = [{ signal: 'SIGTERM', seconds: 15 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];
const quote = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** A Redis or Valkey on the PATH that BullMQ can use (Redis 6.2 or later), or null. */
export function findRedis() {
  const program = findProgram('redis-server', 'valkey-server');
  if (!program) return null;
  const version = /v=(\d+)\.(\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  const [major, minor] = (version ?? []).slice(1).map(Number);
  return major > 6 || (major === 6 && minor >= 2) ? program : null;
}

const configuration = ({ folder, port, password, isDurable }) =>
  [
    `port ${port}`, 'bind 127.0.0.1', `requirepass ${password}`, `dir ${quote(folder)}`, `pidfile ${quote(path.join(folder, 'redis.pid'))}`,
    'daemonize no', 'maxmemory-policy noeviction', 'save ""', `appendonly ${isDurable ? 'yes' : 'no'}`, '',
  ].join('\n');

async function ask({ port, password }, question) {
  const { Redis } = await import('ioredis');
  const client = new Redis({ port, password, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null, connectTimeout: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await question(client);
  } catch {
    return null;
  } finally {
    client.disconnect();
  }
}

// That the server accepts our random password and keeps its data in our folder is what makes it ours.
const processAt = (state, folder) =>
  ask(state, async (client) => {
    const [, itsFolder] = await client.config('GET', 'dir');
    return itsFolder === folder ? Number(/^process_id:(\d+)/m.exec(await client.info('server'))[1]) : null;
  });

/**
 * A private Redis with its data in `folder`/redis, on 127.0.0.1, behind a random password kept in `folder`/redis.json (0600).
 * Answers `{ start, url() }`; `start()` adopts a server that still runs on this folder, and waits until it answers.
 * `isDurable` false is for tests: nothing is kept. The caller holds the lock of the folder.
 */
export function embeddedRedis({ folder: given, program, isDurable = true }) {
  const folder = path.join(realpathSync(given), 'redis');
  const stateFile = `${folder}.json`;
  const log = logFile(path.join(path.dirname(folder), 'logs'), 'redis');
  let state = readState(stateFile) ?? { password: randomBytes(24).toString('hex'), port: null };
  let isFirstStart = true;

  const handle = (running) => ({
    pid: running.pid,
    exited: running.exited,
    lastLines: log.lastLines.bind(log),
    stop: () => end(running, patience),
    kill: () => sendSignal(running.pid, 'SIGKILL'),
  });

  async function adopt() {
    const pid = state.port ? await processAt(state, folder) : null;
    return pid ? fromPid(pid) : null;
  }

  async function spawnServer() {
    if (isFirstStart) {
      state = { ...state, port: await choosePort(state.port) };
      writeState(stateFile, state);
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, 'redis.conf');
    writeFileSync(file, configuration({ folder, isDurable, ...state }), { mode: 0o600 });
    const output = log.open();
    const child = spawn(program, [file], { cwd: folder, detached: true, stdio: ['ignore', output, output] });
    log.close(output);
    return fromChild(child);
  }

  async function start() {
    const running = (await adopt()) ?? (await spawnServer());
    let outcome = null;
    void running.exited.then((how) => (outcome = how));
    while ((await processAt(state, folder)) === null) {
      if (outcome !== null) throw new Failure(`The private Redis ${outcome}.\n${log.lastLines()}`);
      await sleep(20);
    }
    isFirstStart = false;
    return handle(running);
  }

  return { start, url: () => `redis://:${state.password}@127.0.0.1:${state.port}` };
}
