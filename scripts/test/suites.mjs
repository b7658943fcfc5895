import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { findProgram } from '../services/find-program.mjs';
import { findRedis } from '../services/redis.mjs';

const missingOf = (programs) => programs.filter((program) => findProgram(program) === null);

/** The programs of this machine that some suites need; null where there is none. */
export function findTools(environment = process.env) {
  const missingPdfTools = missingOf(['pdfinfo', 'pdftotext', 'qpdf']);
  return {
    // The shell draws the same pages with half the processes; the whole browser does where there is none.
    chromium: environment.CHROMIUM_PATH || findProgram('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    redis: findRedis(),
    missingPdfTools,
  };
}

/** The suites that cannot run here, as `{ pattern, names, want }`: `pattern` for Jest, `names` of the files, `want` in words. */
export function findLeftOut({ hasChromium, hasRedis, missingPdfTools }) {
  const groups = [
    { isHere: hasChromium, pattern: '<rootDir>/test/browser/', file: /^test\/browser\/.*\.spec\.ts$/, want: 'Chromium' },
    { isHere: hasRedis, pattern: '\\.redis\\.spec\\.ts$', file: /\.redis\.spec\.ts$/, want: 'redis-server or valkey-server' },
    { isHere: missingPdfTools.length === 0, pattern: '\\.pdf\\.spec\\.ts$', file: /\.pdf\.spec\.ts$/, want: missingPdfTools.join(', ') },
  ];
  const files = ['apps', 'libs', 'test']
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true }).map((name) => path.join(folder, name)));
  return groups
    .filter(({ isHere }) => !isHere)
    .map(({ pattern, file, want }) => ({ pattern, want, names: files.filter((name) => file.test(name)).sort() }));
}
