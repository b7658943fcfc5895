import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { say } from '../say.mjs';
import { runToEnd } from '../services/run.mjs';

const folders = ['apps', 'libs', 'migrations'];
const stampFile = path.join(root, 'dist', '.build');

function sources() {
  return folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, name)))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('.d.ts'))
    .sort();
}

function fingerprintOf(names) {
  const hash = createHash('sha256');
  const add = (name) => hash.update(`${name}\0`).update(readFileSync(path.join(root, name))).update('\0');
  add('.swcrc');
  for (const tool of ['core', 'cli']) add(`node_modules/@swc/${tool}/package.json`);
  names.forEach(add);
  return hash.digest('hex');
}

const outputOf = (name) => path.join(root, 'dist', name.replace(/\.ts$/, '.js'));

/** The fingerprint of the sources that dist was last built from, or null. */
export function builtFingerprint() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
}

/** Whether dist is whole and was built from exactly these sources by this compiler. */
export function isBuilt() {
  const names = sources();
  return builtFingerprint() === fingerprintOf(names) && names.every((name) => existsSync(outputOf(name)));
}

/** Compiles apps, libs and migrations into dist. The stamp is written last, so that a build cut short is done again. */
export async function build({ signal }) {
  say('Building …');
  const names = sources();
  const fingerprint = fingerprintOf(names);
  rmSync(stampFile, { force: true });
  for (const folder of folders) rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  if (names.length > 0) {
    const present = folders.filter((folder) => existsSync(path.join(root, folder)));
    const swc = path.join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
    const options = ['-d', 'dist', '--extensions', '.ts', '--ignore', '**/*.spec.ts', '--ignore', '**/*.d.ts', '--quiet'];
    await runToEnd('The build', process.execPath, [swc, ...present, ...options], { signal, cwd: root });
  }
  writeFileSync(stampFile, fingerprint);
}
