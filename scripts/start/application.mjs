import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../root.mjs';
import { passOn } from '../services/output.mjs';
import { removePidFile, writePidFile } from '../services/pid-files.mjs';
import { end, fromChild, sendSignal } from '../services/processes.mjs';
import { runToEnd } from '../services/run.mjs';

const mainOf = (name) => path.join(root, 'dist', 'apps', name, 'src', 'main.js');

// Longer than the parts give themselves: web finishes its requests within 10 s, the worker its jobs within 15 s.
const patience = [{ signal: 'SIGTERM', seconds: 20 }, { signal: 'SIGKILL', seconds: 5, isGroup: true }];

/** Starts `web` or `worker` in a group of its own, noted in a pid file while it runs. */
export function startApplication(name, { environment, pidFiles }) {
  const child = spawn(process.execPath, [mainOf(name)], { cwd: root, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) writePidFile(pidFiles, name, child.pid);
  const output = passOn(child, name);
  const running = fromChild(child);
  const killGroup = () => child.pid !== undefined && sendSignal(child.pid, 'SIGKILL', { isGroup: true });
  const exited = running.exited.then(async (outcome) => {
    killGroup();
    removePidFile(pidFiles, name);
    await output.isRead;
    return outcome;
  });
  return { exited, lastLines: output.lastLines, stop: () => end({ pid: child.pid, exited }, patience), kill: killGroup };
}

/** Runs `migrate` or `demonstration` to its end; throws with its last lines when it fails. */
export async function runApplication(name, { environment, pidFiles, signal }) {
  const started = (pid) => writePidFile(pidFiles, name, pid);
  await runToEnd(name, process.execPath, [mainOf(name)], { cwd: root, env: environment, signal, started });
  removePidFile(pidFiles, name);
}
