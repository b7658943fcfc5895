import path from 'node:path';
import { explain } from './failure.mjs';
import { prepare } from './prepare/prepare.mjs';
import { announce, say } from './say.mjs';
import { writePidFile } from './services/pid-files.mjs';
import { embeddedPostgres } from './services/postgres.mjs';
import { embeddedRedis } from './services/redis.mjs';
import { listenForStop } from './services/stop.mjs';
import { makeTestFolder } from './test/folder.mjs';
import { writeGroups } from './test/groups.mjs';
import { runJest, testEnvironment } from './test/jest.mjs';
import { findLeftOut, findTools } from './test/suites.mjs';

const interrupted = 130;
const { signal, onSecond } = listenForStop();
const running = [];
onSecond(() => {
  for (const service of running) service.kill();
  process.exit(interrupted);
});

async function startService(name, service, pidFiles) {
  signal.throwIfAborted();
  const started = await service.start();
  running.push(started);
  writePidFile(pidFiles, name, started.pid);
}

async function runTests({ folder, temporary, pidFiles }) {
  const tools = findTools();
  let databaseUrl = process.env.TEST_DATABASE_URL || null;
  let redisUrl = process.env.TEST_REDIS_URL || null;
  if (!databaseUrl) {
    const postgres = embeddedPostgres({ folder, isDurable: false, signal });
    await startService('postgres', postgres, pidFiles);
    databaseUrl = postgres.url('postgres');
  }
  if (!redisUrl && tools.redis) {
    const redis = embeddedRedis({ folder, program: tools.redis, isDurable: false });
    await startService('redis', redis, pidFiles);
    redisUrl = redis.url();
  }
  const leftOut = findLeftOut({ hasChromium: tools.chromium !== null, hasRedis: redisUrl !== null, missingPdfTools: tools.missingPdfTools });
  const parameters = process.argv.slice(2);
  const environment = testEnvironment({
    // Whoever names suites gets these; all of them run in groups.
    TEST_GROUPS: parameters.length === 0 ? writeGroups(folder, leftOut) : null,
    TEST_DATABASE_URL: databaseUrl,
    TEST_REDIS_URL: redisUrl,
    CHROMIUM_PATH: tools.chromium,
    TEST_HAS_POPPLER: tools.missingPdfTools.length === 0 ? '1' : null,
    ACADEMY_DATA: path.join(folder, 'data'),
    TMPDIR: temporary,
  });
  const result = await runJest({ parameters, leftOut, environment, folder, pidFiles, signal });
  return { ...result, leftOut };
}

function report({ passed, failed, leftOut }) {
  const isAllWanted = process.env.ACADEMY_TEST_ALL === '1';
  const told = leftOut.filter(({ names }) => names.length > 0).map(({ names, want }) => `${names.join(', ')} (needs ${want})`);
  if (told.length > 0) announce(`left out: ${told.join('; ')}`);
  if (isAllWanted) for (const { want } of leftOut) announce(`missing under ACADEMY_TEST_ALL=1: ${want}`);
  const allFailed = failed + (isAllWanted ? leftOut.length : 0);
  announce(`${passed} passed, ${allFailed} failed`);
  return allFailed === 0 ? 0 : 1;
}

let testFolder = null;
let result = null;
try {
  await prepare({ signal });
  testFolder = await makeTestFolder();
  result = await runTests(testFolder);
} catch (error) {
  if (!signal.aborted) {
    say(explain(error));
    result = { passed: 0, failed: 1, leftOut: [] };
  }
}
await Promise.all(running.map((service) => service.stop()));
testFolder?.remove();
process.exit(result === null ? interrupted : report(result));
