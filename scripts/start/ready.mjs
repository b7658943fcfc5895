import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.mjs';

const limitInSeconds = 120;
const wildcards = [null, '0.0.0.0', '::'];

function statusOf(options) {
  return new Promise((resolve) => {
    const request = http.get({ ...options, path: '/readyz', agent: false, timeout: 5000 }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', (error) => resolve(error.code));
  });
}

/** Waits until `web` answers GET /readyz with 200; an aborted signal ends the wait. */
export async function untilWebIsReady({ host, port, signal }) {
  const deadline = Date.now() + limitInSeconds * 1000;
  for (;;) {
    const status = await statusOf({ host: wildcards.includes(host) ? '127.0.0.1' : host, port });
    if (status === 200) return;
    if (Date.now() > deadline) throw new Failure(`web was not ready within ${limitInSeconds} s: GET /readyz gave ${status}.`);
    await sleep(50, undefined, { signal });
  }
}
