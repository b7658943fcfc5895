import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below 32768, where systems begin to take the ports of outgoing connections from: nobody is given one of these by chance. */
const LOWEST = 10_240;
const STRIPE = 100;
const STRIPES = 225;

const given = new Set<number>();

/**
 * A port to listen on a little later, free until then: out of a hundred that only this process walks over, never the same twice.
 * One that the system gave and took back may be another connection's by the time it is wanted.
 */
export async function freePort(): Promise<number> {
  const first = LOWEST + (process.pid % STRIPES) * STRIPE;
  const start = randomInt(STRIPE);
  for (let step = 0; step < STRIPE; step += 1) {
    const port = first + ((start + step) % STRIPE);
    if (given.has(port)) continue;
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

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
