import { spawn } from 'node:child_process';
import { Failure } from '../failure.mjs';
import { passOn } from './output.mjs';
import { end, fromChild, sendSignal } from './processes.mjs';

const patience = [{ signal: 'SIGTERM', seconds: 10 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];

/**
 * Runs a program in a group of its own until it ends; throws a Failure with its last lines when it ends badly.
 * An aborted signal ends it. `started` receives its process number.
 */
export async function runToEnd(name, command, parameters, { signal, started, ...options }) {
  signal?.throwIfAborted();
  const child = spawn(command, parameters, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = passOn(child, name, { isQuiet: true });
  if (child.pid !== undefined) started?.(child.pid);
  const running = fromChild(child);
  const stop = () => void end(running, patience);
  signal?.addEventListener('abort', stop, { once: true });
  const outcome = await running.exited;
  signal?.removeEventListener('abort', stop);
  if (child.pid !== undefined) sendSignal(child.pid, 'SIGKILL', { isGroup: true });
  signal?.throwIfAborted();
  await output.isRead;
  if (child.exitCode !== 0) throw new Failure(`${name} ${outcome}.\n${output.lastLines()}`);
}
