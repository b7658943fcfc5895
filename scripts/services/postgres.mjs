import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.mjs';
import { logFile } from './log-file.mjs';
import { choosePort } from './ports.mjs';
import { chooseAccount, giveTo } from './postgres-account.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import { findServer, initialise, requireSameMajor, superuser } from './postgres-folder.mjs';
import { end, fromChild, fromPid, sendSignal } from './processes.mjs';
import { readState, writeState } from './state-file.mjs';

const settings = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB', 'io_method=sync',
  'timezone=UTC', 'log_timezone=UTC',
];
// Many Academies of tests stand on one server at a time, each with pools for web, worker and queues.
const connections = { academy: 'max_connections=100', tests: 'max_connections=600' };
const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

// SIGINT is Postgres' fast shutdown, SIGQUIT its immediate one: nothing is lost by that either, but the next start recovers.
const patience = [{ signal: 'SIGINT', seconds: 20 }, { signal: 'SIGQUIT', seconds: 10 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];
const attempts = 10;

/** Whether a failed start is worth another try, by its log. */
const isPassing = (text) => /pre-existing shared memory block|lock file "postmaster.pid" already exists|could not bind/.test(text);

async function connect(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  await client.connect();
  return client;
}

// 57P03: still starting, perhaps recovering from a crash, which takes the time it takes.
const isNotYet = (error) => ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(error.code) || /timeout/i.test(error.message);

async function untilReady(url, running) {
  let outcome = null;
  void running.exited.then((how) => (outcome = how));
  while (outcome === null) {
    try {
      return await connect(url);
    } catch (error) {
      await sleep(30);
      // Where ours has ended, it was another program on that port that answered.
      if (outcome !== null || isNotYet(error)) continue;
      await end(running, patience);
      throw error.code === '28P01' ? new Failure('The embedded Postgres does not accept the password kept for it in postgres.json.') : error;
    }
  }
  return null;
}

/**
 * A Postgres of our own in `folder`/postgres, on 127.0.0.1, with a random password kept in `folder`/postgres.json (0600).
 * Answers `{ start, url(database) }`; `start()` adopts a server that still runs on this folder, and waits until it answers.
 * `isDurable` false is for tests: nothing waits for the disk. The caller holds the lock of the folder.
 */
export function embeddedPostgres({ folder: given, isDurable = true, signal }) {
  const folder = realpathSync(given);
  const data = path.join(folder, 'postgres');
  const stateFile = path.join(folder, 'postgres.json');
  const log = logFile(path.join(folder, 'logs'), 'postgres');
  let state = readState(stateFile);
  let account = null;
  let binaries = null;
  const url = (database) => `postgres://${superuser}:${state.password}@127.0.0.1:${state.port}/${database}`;

  function keep(change) {
    state = { ...state, ...change };
    writeState(stateFile, state);
  }

  async function prepareFolder() {
    binaries = findBinaries({ copies: folder });
    account = chooseAccount({ data, postgres: binaries.postgres });
    if (existsSync(data)) {
      if (!state) throw new Failure(`${stateFile}, which holds the password of the embedded Postgres, is missing. Put it back, or move ${data} away to begin anew.`);
      requireSameMajor(data, binaries.major);
      giveTo(account, data);
      return;
    }
    if (!state) keep({ password: randomBytes(24).toString('hex'), port: null });
    const pidFiles = path.join(folder, 'run');
    await initialise({ data, initdb: binaries.initdb, account, password: state.password, isDurable, pidFiles, signal });
  }

  const handle = (running) => ({
    pid: running.pid,
    exited: running.exited,
    lastLines: log.lastLines.bind(log),
    stop: () => end(running, patience),
    kill: () => sendSignal(running.pid, 'SIGQUIT'),
  });

  function spawnServer() {
    const chosen = [...settings, `port=${state.port}`, ...(isDurable ? [connections.academy] : [connections.tests, ...forgetful])].flatMap((setting) => ['-c', setting]);
    const [command, parameters, options] = account.command(binaries.postgres, ['-D', data, ...chosen]);
    const output = log.open();
    const child = spawn(command, parameters, { ...options, detached: true, stdio: ['ignore', output, output] });
    log.close(output);
    return fromChild(child);
  }

  async function createDatabase(client, name) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  }

  let isFirstStart = true;
  async function start() {
    if (isFirstStart) await prepareFolder();
    for (let attempt = 1; ; attempt += 1) {
      const found = findServer(data);
      if (found) keep({ port: found.port });
      else if (isFirstStart) keep({ port: await choosePort(state.port) });
      const running = found ? fromPid(found.pid) : spawnServer();
      const client = await untilReady(url('postgres'), running);
      if (client) {
        isFirstStart = false;
        await createDatabase(client, 'academy').finally(() => client.end());
        return handle(running);
      }
      if (attempt >= attempts || !(found || isPassing(log.text()))) {
        throw new Failure(`The embedded Postgres ${await running.exited}.\n${log.lastLines()}`);
      }
      await sleep(300);
    }
  }

  return { url, start };
}
