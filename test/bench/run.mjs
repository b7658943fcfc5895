import { mkdirSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { once } from 'node:events';
import { explain } from '../../scripts/failure.mjs';
import { prepare } from '../../scripts/prepare/prepare.mjs';
import { root } from '../../scripts/root.mjs';
import { say } from '../../scripts/say.mjs';
import { writePidFile } from '../../scripts/services/pid-files.mjs';
import { embeddedPostgres } from '../../scripts/services/postgres.mjs';
import { runToEnd } from '../../scripts/services/run.mjs';
import { listenForStop } from '../../scripts/services/stop.mjs';
import { makeTestFolder } from '../../scripts/test/folder.mjs';

// node test/bench/run.mjs [requests] [certificates] [signatures] [weights] [memory] [claims] [simulator] [discussions] [rush] [mails] [reminders] [virtual-weeks] [--rounds=7] [--seconds=2] [--only=outline] [--completions=10000]
const { signal } = listenForStop();
let folder = null;
let postgres = null;
try {
  await prepare({ signal });
  const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
  await runToEnd('The build of the bench', process.execPath, [swc, 'test/bench', 'test/reviews/simulator', 'test/reminders/clock.ts', 'test/reminders/outline.ts', 'test/reminders/virtual', 'test/support/client.ts', '-d', 'dist', '--extensions', '.ts', '--quiet'], { signal, cwd: root });

  folder = await makeTestFolder();
  let databaseUrl = process.env.TEST_DATABASE_URL || null;
  if (!databaseUrl) {
    const embedded = embeddedPostgres({ folder: folder.folder, isDurable: false, signal });
    postgres = await embedded.start();
    writePidFile(folder.pidFiles, 'postgres', postgres.pid);
    databaseUrl = embedded.url('postgres');
  }
  const data = path.join(folder.folder, 'data');
  mkdirSync(data, { recursive: true });
  const bench = spawn(process.execPath, [path.join(root, 'dist/test/bench/bench.js'), databaseUrl, data, ...process.argv.slice(2)], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  signal.addEventListener('abort', () => bench.kill('SIGTERM'));
  const [code] = await once(bench, 'exit');
  process.exitCode = code ?? 1;
} catch (error) {
  if (!signal.aborted) say(explain(error));
  process.exitCode = 1;
}
await postgres?.stop();
folder?.remove();
process.exit();
