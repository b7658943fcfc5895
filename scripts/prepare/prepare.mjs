import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { waitForLock } from '../services/lock.mjs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { makeMails, staleMails } from './mails.mjs';
import { requirePlatform } from './platform.mjs';

/**
 * Installs and builds what is missing or out of date. Where nothing is, it writes nothing, so that a read-only checkout runs;
 * else one process at a time does it and the others wait.
 */
export async function prepare({ signal }) {
  requirePlatform();
  if (isInstalled() && isBuilt() && staleMails().length === 0) return;
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const lock = await waitForLock(path.join(root, 'dist', '.lock'), { signal });
  try {
    if (!isInstalled()) await install({ signal });
    if (!isBuilt()) await build({ signal });
    await makeMails();
  } finally {
    lock.release();
  }
}
