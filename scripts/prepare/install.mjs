import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { say } from '../say.mjs';
import { runToEnd } from '../services/run.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what package-lock.json asks for, by content; packages for other platforms may be absent. */
export function isInstalled(folder = root) {
  const record = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(path.join(folder, 'package-lock.json'))).every(([name, wanted]) => {
    if (name === '') return true;
    const found = installed[name];
    if (!found) return Boolean(wanted.optional || wanted.devOptional);
    return found.version === wanted.version && (!found.integrity || !wanted.integrity || found.integrity === wanted.integrity);
  });
}

/** Installs exactly the locked packages, development ones included: the build needs them even under NODE_ENV=production. */
export async function install({ signal }) {
  say('Installing dependencies …');
  const ownNpm = process.env.npm_execpath;
  const [command, ...first] = ownNpm?.endsWith('npm-cli.js') ? [process.execPath, ownNpm] : ['npm'];
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await runToEnd('npm ci', command, [...first, 'ci', ...options], { signal, cwd: root, isQuiet: false });
}
