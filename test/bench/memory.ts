import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, residentMegabytes, startProgram, stopAll } from './processes';
import type { Setting } from './speed';

const AT_REST_AFTER = 10_000;
const MOST_MEGABYTES = 400;

/** Resident memory of both processes after ten idle seconds. Answers whether they stay under 400 MB together. */
export async function measureMemory({ environment }: Setting): Promise<boolean> {
  const web = await startProgram('apps/web/src/main.js', [], environment(await freePort()));
  const worker = await startProgram('apps/worker/src/main.js', [], environment(0));
  await sleep(AT_REST_AFTER);
  const megabytes = { web: residentMegabytes(web), worker: residentMegabytes(worker) };
  await stopAll();
  const together = megabytes.web + megabytes.worker;
  process.stdout.write(`\nResident memory at rest: web ${megabytes.web.toFixed(0)} MB, worker ${megabytes.worker.toFixed(0)} MB, together ${together.toFixed(0)} MB (under ${MOST_MEGABYTES})\n`);
  return together < MOST_MEGABYTES;
}
