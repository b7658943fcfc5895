import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | null = null;

/** The project's folder, whether this runs from `dist` or from the sources: where templates, locales and public files lie. */
export function projectRoot(): string {
  if (found) return found;
  let folder = __dirname;
  while (!existsSync(join(folder, 'nest-cli.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('nest-cli.json was found in no folder above this file.');
    folder = parent;
  }
  return (found = folder);
}
