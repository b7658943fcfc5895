import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { end, fromPid, identityOf } from './processes.mjs';

const patience = [{ signal: 'SIGTERM', seconds: 5 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];

/** Notes that a process runs under this name, with what tells it from a later process of the same number. */
export function writePidFile(folder, name, pid) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ pid, identity: identityOf(pid) }));
}

export function removePidFile(folder, name) {
  rmSync(path.join(folder, `${name}.json`), { force: true });
}

function readPid(file) {
  try {
    const { pid, identity } = JSON.parse(readFileSync(file, 'utf8'));
    return identity && identityOf(pid) === identity ? pid : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Ends every process noted in the folder that still runs, as a launcher that was killed left it; answers their names. */
export async function endLeftovers(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const ended = await Promise.all(
    names.map(async (name) => {
      const pid = readPid(path.join(folder, name));
      if (pid !== null) await end(fromPid(pid), patience);
      rmSync(path.join(folder, name), { force: true });
      return pid === null ? null : path.basename(name, '.json');
    }),
  );
  return ended.filter((name) => name !== null);
}
