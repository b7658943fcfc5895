import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.mjs';
import { say } from '../say.mjs';
import { takeLock } from '../services/lock.mjs';
import { readState, writeState } from '../services/state-file.mjs';

// A launcher whose npm was killed notices within this time, and then says that it stops.
const patienceMilliseconds = 1000;

/**
 * Makes the data folder for its owner alone. Root's may be passed through, so that Postgres, which refuses to run as root, reaches
 * its own part; what lies in it stays private.
 */
export function makeDataFolder(folder) {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, process.getuid() === 0 ? 0o711 : 0o700);
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure(`The folder ${folder} cannot be made or written to (${error.code}). Choose another with ACADEMY_DATA.`);
  }
}

/**
 * Takes the data folder for this launcher, if need be when one that is stopping has stopped. Refuses one that another launcher uses.
 */
export async function takeDataFolder(folder, { signal }) {
  const refuseAt = Date.now() + patienceMilliseconds;
  let isWaiting = false;
  for (;;) {
    const { lock, holder } = await takeLock(path.join(folder, 'launcher.lock'));
    if (lock) return lock;
    if (holder.isStopping && !isWaiting) say(`Waiting until process ${holder.pid}, which uses ${folder}, has stopped …`);
    isWaiting ||= Boolean(holder.isStopping);
    if (!isWaiting && Date.now() > refuseAt) {
      throw new Failure(`Academy already runs on ${folder} (process ${holder.pid}). Stop that one, or start a second one with another ACADEMY_DATA and PORT.`);
    }
    await sleep(100, undefined, { signal });
  }
}

/** The secret that signs cookies and links: made once, and kept readable by its owner only. */
export function keptSecret(folder) {
  const file = path.join(folder, 'secret.json');
  const kept = readState(file);
  if (kept) return kept.secret;
  const secret = randomBytes(32).toString('base64url');
  writeState(file, { secret });
  return secret;
}
