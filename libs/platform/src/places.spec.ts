import { Busy } from './errors';
import { Places } from './places';

describe('places', () => {
  it('let so many in at once, the others in their order', async () => {
    const places = new Places(2, 1_000);
    const [done, leave]: [string[], (() => void)[]] = [[], []];
    const all = ['a', 'b', 'c', 'd'].map((name) => places.within(() => new Promise<void>((resolve) => leave.push(() => { done.push(name); resolve(); }))));
    expect(leave).toHaveLength(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(leave).toHaveLength(2);
    leave[1]!();
    await all[1];
    await new Promise((resolve) => setImmediate(resolve));
    expect(leave).toHaveLength(3);
    leave[2]!();
    leave[0]!();
    await all[2];
    await new Promise((resolve) => setImmediate(resolve));
    leave[3]!();
    await Promise.all(all);
    expect(done).toEqual(['b', 'c', 'a', 'd']);
  });

  it('are free again after a failure, and nobody waits for ever', async () => {
    const places = new Places(1, 20);
    await expect(places.within(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    let leave = (): void => undefined;
    const first = places.within(() => new Promise<void>((resolve) => (leave = resolve)));
    await expect(places.within(() => Promise.resolve())).rejects.toBeInstanceOf(Busy);
    leave();
    await first;
    await expect(places.within(() => Promise.resolve('in'))).resolves.toBe('in');
  });
});
