import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['.ci', 'apps', 'libs', 'locales', 'migrations', 'scripts', 'templates', 'test'];
const IS_TEXT = /\.(ts|mjs|js|cjs|json|md|hbs|css|svg|typ|ya?ml|vtt)$|(^|\/)(Dockerfile|run|LICENSE|\.gitignore|\.swcrc)$/;
/** Written by a tool, not by us. */
const IS_MADE = /^package-lock\.json$/;

export type SourceFile = Readonly<{ path: string; text: string }>;

/** Every text file of the repository that people write, as paths from its root. */
export function sourceFiles(): SourceFile[] {
  const atTop = readdirSync('.').filter((name) => statSync(name).isFile());
  const below = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)));
  return [...atTop, ...below]
    .filter((path) => IS_TEXT.test(path) && !IS_MADE.test(path) && statSync(path).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
