import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockHolder, takeLock } from '../services/lock.mjs';
import { endLeftovers } from '../services/pid-files.mjs';

const prefix = 'academy-test-run-';
const lockOf = (folder) => path.join(folder, 'launcher.lock');
const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** Ends and removes what earlier runs left that were killed. */
async function clearLeftovers() {
  const mine = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => path.join(tmpdir(), name))
    .filter((folder) => existsSync(lockOf(folder)) && statSync(folder).uid === process.getuid() && lockHolder(lockOf(folder)) === null);
  for (const folder of mine) {
    await endLeftovers(path.join(folder, 'run'));
    remove(folder);
  }
}

/** A temporary folder for one run of the tests; all that they keep, and their own temporary files, go there. `remove()` leaves nothing. */
export async function makeTestFolder() {
  await clearLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  // Root's Postgres runs as another user, who has to pass.
  if (process.getuid() === 0) chmodSync(folder, 0o711);
  await takeLock(lockOf(folder));
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary);
  return { folder, temporary, pidFiles: path.join(folder, 'run'), remove: () => remove(folder) };
}
