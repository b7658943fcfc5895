import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.mjs';
import { removePidFile, writePidFile } from './pid-files.mjs';
import { giveTo } from './postgres-account.mjs';
import { commandLineOf, isAlive } from './processes.mjs';
import { runToEnd } from './run.mjs';

/** The name of the superuser of the embedded Postgres. */
export const superuser = 'academy';

/**
 * Makes a new database folder. It is made aside and moved into place whole, so that an interruption leaves none that is half made.
 * `isDurable` false leaves out waiting for the disk; initdb is noted in `pidFiles` while it runs.
 */
export async function initialise({ data, initdb, account, password, isDurable, pidFiles, signal }) {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = path.join(draft, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, draft);
  const fresh = path.join(draft, 'data');
  const [command, parameters, options] = account.command(initdb, [
    '-D', fresh, '-U', superuser, '-E', 'UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
    '--no-instructions', ...(isDurable ? [] : ['--no-sync']),
  ]);
  const started = (pid) => writePidFile(pidFiles, 'initdb', pid);
  try {
    await runToEnd('Making the database folder (initdb)', command, parameters, { ...options, signal, started });
  } finally {
    removePidFile(pidFiles, 'initdb');
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, data);
  rmSync(draft, { recursive: true, force: true });
}

/** Refuses a folder that another major version made: Postgres reads only its own. */
export function requireSameMajor(data, major) {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== major) {
    throw new Failure(`${data} was made by Postgres ${found}, and this version of Academy embeds Postgres ${major}. Dump it with Postgres ${found} and load it again, or choose another ACADEMY_DATA.`);
  }
}

/** The server that runs on this folder, as `{ pid, port }`, or null. */
export function findServer(data) {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const isOurs = commandLineOf(pid).includes(`postgres -D ${data}`);
  if (isOurs) return { pid, port: Number(lines[3]) };
  // Postgres itself clears the file of a process that is gone, but would take this other program of the same number for a server.
  rmSync(file, { force: true });
  return null;
}
