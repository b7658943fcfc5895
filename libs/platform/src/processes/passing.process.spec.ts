import { askOnce } from './passing.process';

const LIMITS = { seconds: 1, largestAnswer: 1_000_000 };
const ECHO = 'process.stdin.pipe(process.stdout)';

describe('a question to a process of its own', () => {
  it('is answered with all that was written', async () => {
    const input = Buffer.alloc(500_000, 'swift');
    expect(await askOnce(['-e', ECHO], input, { ...LIMITS, seconds: 60 })).toEqual(input);
  });

  it.each([
    ['fails', 'process.exit(1)'],
    ['takes too long', 'setInterval(() => undefined, 1_000)'],
    ['says too much', `process.stdout.write('x'.repeat(2_000_000))`],
  ])('has no answer where it %s', async (_what, program) => {
    expect(await askOnce(['-e', program], Buffer.from(''), LIMITS)).toBeNull();
  });

  it('has its whole answer or none where we were too busy to hear it in time', async () => {
    const input = Buffer.alloc(100_000, 'swift');
    const asked = askOnce(['-e', ECHO], input, LIMITS);
    await new Promise((resolve) => setImmediate(resolve));
    for (const end = performance.now() + 2_500; performance.now() < end; );
    expect([input, null]).toContainEqual(await asked);
  });
});
