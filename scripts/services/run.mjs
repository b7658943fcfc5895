import { spawn } from 'node:child_process';
import { Failure } from '../failure.mjs';
import { passOn } from './output.mjs';
import { end, fromChild, sendSignal } from './processes.mjs';

const patience = [{ signal: 'SIGTERM', seconds: 10 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];

/**
 * Runs a program in a group of its own until it ends; throws a Failure when it ends badly, with its last lines
 * unless `isQuiet` is false and its warnings were passed on meanwhile. An aborted signal ends it. `started` receives its process number.
 */
export async function runToEnd(name, command, parameters, { signal, started, isQuiet = true, ...options }) {
  signal?.throwIfAborted();
  const child = spawn(command, parameters, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = passOn(child, name, { isQuiet });
  if (child.pid !== undefined) started?.(child.pid);
  const running = fromChild(child);
  const stop = () => void end(running, patience);
  signal?.addEventListener('abort', stop, { once: true });
  const outcome = await running.exited;
  signal?.removeEventListener('abort', stop);
  if (child.pid !== undefined) sendSignal(child.pid, 'SIGKILL', { isGroup: true });
  signal?.throwIfAborted();
  await output.isRead;
  if (child.exitCode !== 0) throw new Failure(isQuiet ? `${name} ${outcome}.\n${output.lastLines()}` : `${name} ${outcome}.`);
}
