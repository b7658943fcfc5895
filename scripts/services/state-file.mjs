import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Reads a JSON file of the launcher, or null when there is none. */
export function readState(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return null;
  }
}

/** Writes it readable by its owner only, whole or not at all. */
export function writeState(file, state) {
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
