import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

const shown = 12;

/**
 * The log of a service: a file and not a pipe, so that the service outlives a launcher that is killed. The log before this one is kept.
 * `open()` gives a descriptor to start the service with; `lastLines()` explains a failure.
 */
export function logFile(folder, name) {
  const file = path.join(folder, `${name}.log`);
  return {
    file,
    open() {
      mkdirSync(folder, { recursive: true });
      if (existsSync(file)) renameSync(file, path.join(folder, `${name}.previous.log`));
      return openSync(file, 'a', 0o600);
    },
    close: closeSync,
    text: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    lastLines() {
      return this.text().trimEnd().split('\n').slice(-shown).map((line) => `  ${line}`).join('\n');
    },
  };
}
