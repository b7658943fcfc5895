import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Below 32768, where systems begin to take the ports of outgoing connections from: nobody is given one of these by chance. */
const LOWEST = 10_240;
const STRIPE = 100;
const STRIPES = 225;
/** The first port of each worker's hundred, for the workers to read. */
const CLAIMED = 'TEST_PORTS';

const given = new Set<number>();

/**
 * A hundred ports for each worker of a run, for as long as this process lives. It listens on the first of each hundred,
 * so that another run on this machine finds them claimed. To be called once in a run, before its workers are.
 */
export async function claimStripes(workers: number): Promise<void> {
  const stripes: number[] = [];
  const start = randomInt(STRIPES);
  for (let step = 0; step < STRIPES && stripes.length < workers; step += 1) {
    const first = LOWEST + ((start + step) % STRIPES) * STRIPE;
    const keeper = await listenOn(first);
    if (keeper === null) continue;
    keeper.unref();
    stripes.push(first);
  }
  if (stripes.length < workers) throw new Error(`No ports are left for ${workers} workers.`);
  process.env[CLAIMED] = stripes.join(',');
}

/**
 * A port to listen on a little later, free until then: out of those that only this worker walks over, never the same twice.
 * One that the system gave and took back may be another connection's by the time it is wanted.
 */
export async function freePort(): Promise<number> {
  const first = Number(process.env[CLAIMED]?.split(',')[Number(process.env['JEST_WORKER_ID'] ?? 1) - 1]);
  if (!first) throw new Error('No ports were claimed for this worker.');
  const start = randomInt(STRIPE);
  for (let step = 0; step < STRIPE; step += 1) {
    const port = first + ((start + step) % STRIPE);
    if (port === first || given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${first + STRIPE - 1} is free.`);
}

/** The first of two neighbouring ports, for what takes the one above as well. */
export async function freePair(): Promise<number> {
  for (;;) {
    const port = await freePort();
    const above = port + 1;
    if (above % STRIPE === LOWEST % STRIPE || given.has(above)) continue;
    given.add(above);
    if (await isFree(above)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenOn(port);
  if (server !== null) await new Promise((resolve) => server.close(resolve));
  return server !== null;
}

/** Null: somebody else listens there. */
function listenOn(port: number): Promise<Server | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
