import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './processes.mjs';

function attempt(action, tolerated) {
  try {
    return action();
  } catch (error) {
    if (error.code !== tolerated) throw error;
    return null;
  }
}

const contentOf = (file) => attempt(() => readFileSync(file, 'utf8'), 'ENOENT');

function holderOf(content) {
  try {
    const holder = JSON.parse(content);
    return holder.identity && identityOf(holder.pid) === holder.identity ? holder : null;
  } catch {
    return null;
  }
}

/** Who holds the lock: `{ pid, isStopping }`, or null when nobody alive does. */
export function lockHolder(file) {
  const content = contentOf(file);
  return content === null ? null : holderOf(content);
}

// Of two that find the same dead lock, one may move away the fresh lock of the other: it sees that by the content and puts it back.
function clearDeadLock(file, dead) {
  const aside = `${file}.${randomUUID()}`;
  if (attempt(() => renameSync(file, aside), 'ENOENT') === null) return;
  if (contentOf(aside) !== dead) attempt(() => linkSync(aside, file), 'EEXIST');
  rmSync(aside, { force: true });
}

function heldBy(file, mine) {
  let content = mine;
  return {
    /** Lets those who find the lock taken know that it soon will not be. */
    markStopping() {
      const next = JSON.stringify({ ...JSON.parse(mine), isStopping: true });
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, next, { mode: 0o600 });
      renameSync(draft, file);
      content = next;
    },
    release() {
      if (contentOf(file) === content) rmSync(file, { force: true });
    },
  };
}

/**
 * Takes a lock that lives as long as this process, however it ends: `{ lock }`, or `{ holder }` when another has it.
 * A link appears at once and with its content, or not at all; the lock of a process that is gone is taken over.
 */
export async function takeLock(file) {
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), key: randomUUID() });
  const draft = `${file}.${randomUUID()}`;
  let hasTakenOver = false;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, file);
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        const found = contentOf(file);
        if (found === null) continue;
        const holder = holderOf(found);
        if (holder) return { holder };
        clearDeadLock(file, found);
        hasTakenOver = true;
        continue;
      }
      // Time for a rival in clearDeadLock to put back what it moved; only then is the lock surely ours.
      if (hasTakenOver) await sleep(100);
      if (contentOf(file) === mine) return { lock: heldBy(file, mine) };
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits for the lock as long as a living process holds it; an aborted signal ends the wait. */
export async function waitForLock(file, { signal }) {
  for (;;) {
    const { lock } = await takeLock(file);
    if (lock) return lock;
    await sleep(200, undefined, { signal });
  }
}
