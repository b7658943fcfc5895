import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { lockHolder, takeLock } from '../services/lock.mjs';
import { endLeftovers } from '../services/pid-files.mjs';

const prefix = 'academy-test-run-';
const lockOf = (folder) => path.join(folder, 'launcher.lock');
const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** A file system in memory, where the machine has one. */
const memory = '/dev/shm';
/** Bytes that a run may come to need; as many again are left to the programs. */
const room = 4 * 2 ** 30;

function isRoomy() {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    const [, , , options] = readFileSync('/proc/mounts', 'utf8').split('\n').map((line) => line.split(' ')).findLast(([, place]) => place === memory);
    return bavail * bsize >= room && freemem() >= 2 * room && !options.split(',').includes('noexec');
  } catch {
    return false;
  }
}

/** Ends and removes what earlier runs left that were killed. */
async function clearLeftovers() {
  const mine = [tmpdir(), memory]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place).map((name) => path.join(place, name)))
    .filter((folder) => path.basename(folder).startsWith(prefix))
    .filter((folder) => existsSync(lockOf(folder)) && statSync(folder).uid === process.getuid() && lockHolder(lockOf(folder)) === null);
  for (const folder of mine) {
    await endLeftovers(path.join(folder, 'run'));
    remove(folder);
  }
}

/**
 * A temporary folder for one run of the tests; all that they keep, and their own temporary files, go there. `remove()` leaves nothing.
 * In memory where there is room for it: each suite has a database of its own, some thousand new files, which take a disk ten times as long.
 */
export async function makeTestFolder() {
  await clearLeftovers();
  const folder = mkdtempSync(path.join(isRoomy() ? memory : tmpdir(), prefix));
  // Root's Postgres runs as another user, who has to pass.
  if (process.getuid() === 0) chmodSync(folder, 0o711);
  await takeLock(lockOf(folder));
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary);
  return { folder, temporary, pidFiles: path.join(folder, 'run'), remove: () => remove(folder) };
}
