import { createInterface } from 'node:readline';
import { say } from '../say.mjs';

const kept = 30;
const warningLevel = 40;

/** Whether a line deserves the operator's eye: a warning or worse in the log, or a plain line on stderr. */
export function isWarning(line, isFromStderr) {
  try {
    const { level } = JSON.parse(line);
    if (typeof level === 'number') return level >= warningLevel;
    if (typeof level === 'string') return /^(warn|error|fatal)/i.test(level);
  } catch {
    // Not a line of the structured log.
  }
  return isFromStderr || /\b(WARN|ERROR|FATAL)\b/.test(line);
}

/**
 * Passes on what a child writes, each line with its name before it: all of it under ACADEMY_VERBOSE=1, else only warnings,
 * and nothing when quiet. `lastLines()` gives the end of it, to explain a failure; `isRead` resolves when there is no more.
 */
export function passOn(child, name, { isQuiet = false } = {}) {
  const isVerbose = process.env.ACADEMY_VERBOSE === '1';
  const last = [];
  const read = (stream, isFromStderr) =>
    new Promise((resolve) => {
      const lines = createInterface({ input: stream });
      lines.on('line', (line) => {
        last.push(line);
        if (last.length > kept) last.shift();
        if (isVerbose || (!isQuiet && isWarning(line, isFromStderr))) say(`${name} | ${line}`);
      });
      lines.once('close', resolve);
    });
  const isRead = Promise.all([read(child.stdout, false), read(child.stderr, true)]);
  return { isRead, lastLines: () => last.map((line) => `  ${line}`).join('\n') };
}
