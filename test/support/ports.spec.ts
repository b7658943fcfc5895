import { createServer } from 'node:net';

describe('ports of a worker', () => {
  const claimed = process.env['TEST_PORTS']!;
  /** As a worker of its own has it, so that nothing is taken from the suites beside this one. */
  let ports: typeof import('./ports');
  beforeAll(() => jest.isolateModules(() => (ports = require('./ports') as typeof import('./ports'))));
  afterEach(() => {
    process.env['TEST_PORTS'] = claimed;
  });
  const hundredOf = (port: number): number => port - ((port - 40) % 100);

  it('are no other worker\'s, nor those of another run on this machine', async () => {
    const all = claimed.split(',');
    for (let run = 0; run < 2; run++) {
      await ports.claimStripes(3);
      all.push(...process.env['TEST_PORTS']!.split(','));
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((port) => hundredOf(Number(port)) !== Number(port))).toEqual([]);
  });

  it('are given once each, lie in its own hundred, and are in nobody\'s use', async () => {
    const pair = await ports.freePair();
    const hundred = hundredOf(pair);
    expect(claimed.split(',')).toContain(String(hundred));
    const busy = hundred + (pair < hundred + 50 ? 90 : 10);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(busy, '127.0.0.1', resolve));
    const given = [pair, pair + 1];
    for (let port = await another(); port !== null; port = await another()) given.push(port);
    await new Promise((resolve) => server.close(resolve));
    expect(given.sort((one, other) => one - other)).toEqual(Array.from({ length: 99 }, (_, index) => hundred + 1 + index).filter((port) => port !== busy));
  });

  const another = (): Promise<number | null> => ports.freePort().catch(() => null);
});
