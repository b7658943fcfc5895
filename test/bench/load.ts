import autocannon from 'autocannon';
import { REQUESTS } from './requests';

const CONNECTIONS = 16;

export type Order = { name: string; url: string; seconds: number; most: number };
export type Measure = { answered: number; perSecond: number; p50: number; p99: number; trouble: string | null };

/** Asks a server for one kind of request, from the first number on, from 16 connections, each one at a time. */
async function measure({ name, url, seconds, most }: Order): Promise<Measure> {
  const { ask, status: wanted } = REQUESTS.find((request) => request.name === name)!;
  const statuses = new Map<number, number>();
  let number = 0;
  let last = 0;
  const begin = performance.now();
  const { errors, timeouts, latency } = await autocannon({
    url,
    connections: CONNECTIONS,
    ...(most === Infinity ? { duration: seconds } : { amount: most }),
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, headers, body } = ask(number++);
          return { ...request, method, path, headers, ...(body === undefined ? {} : { body }) };
        },
      },
    ],
    setupClient: (client) =>
      client.on('response', (status: number) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        last = performance.now();
      }),
  });
  const answered = statuses.get(wanted) ?? 0;
  const others = [...statuses].filter(([status]) => status !== wanted).map(([status, count]) => `${count} × ${status}`);
  const trouble = [...others, ...(errors + timeouts > 0 ? [`${errors} errors, ${timeouts} timeouts`] : [])].join(', ');
  return { answered, perSecond: answered / ((last - begin) / 1000), p50: latency.p50, p99: latency.p99, trouble: trouble || null };
}

process.on('message', (order: Order) => {
  void measure(order).then((measured) => process.send!(measured));
});
