import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const isLinux = process.platform === 'linux';

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const ps = (pid, column) => spawnSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';

// The fields of /proc/<pid>/stat after the command, which may itself hold spaces and brackets: state first, start time twentieth.
const statOf = (pid) => read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');

/** Whether the process runs. One that has ended and waits to be reaped (a container's init may never do it) does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const state = isLinux ? statOf(pid)[0] : ps(pid, 'state');
  return state !== '' && !state.startsWith('Z');
}

/** What tells this process from a later one with the same number: when it was started; null when it does not run. */
export function identityOf(pid) {
  if (!isAlive(pid)) return null;
  return isLinux ? `${read('/proc/sys/kernel/random/boot_id').trim()} ${statOf(pid)[19]}` : ps(pid, 'lstart');
}

/** The command line of a process, its arguments separated by spaces; empty when it does not run. */
export function commandLineOf(pid) {
  return isLinux ? read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() : ps(pid, 'command');
}

/** Sends a signal to a process, or to its whole group; one that has ended meanwhile is no error. */
export function sendSignal(pid, signal, { isGroup = false } = {}) {
  try {
    process.kill(isGroup ? -pid : pid, signal);
  } catch (error) {
    // macOS answers EPERM for a group of which only zombies are left.
    if (error.code !== 'ESRCH' && !(isGroup && error.code === 'EPERM')) throw error;
  }
}

/** A process as the launcher handles it, from a child: `exited` resolves with how it ended, in words. */
export function fromChild(child) {
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  return { pid: child.pid, exited };
}

/** The same for a process that is not our child, found by its number. */
export function fromPid(pid) {
  const identity = identityOf(pid);
  const watch = async () => {
    while (identity !== null && identityOf(pid) === identity) await sleep(200);
    return 'ended';
  };
  return { pid, exited: watch() };
}

/** Ends a process by a ladder of `{ signal, seconds, isGroup }`: each step is given its time before the next, harder one. */
export async function end(running, ladder) {
  for (const { signal, seconds, isGroup } of ladder) {
    if (running.pid === undefined) return;
    sendSignal(running.pid, signal, { isGroup });
    const patience = new AbortController();
    const isOver = await Promise.race([
      running.exited.then(() => true),
      sleep(seconds * 1000, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (isOver) return;
  }
}
