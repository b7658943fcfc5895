import fc from 'fast-check';
import { Matching, type Supply } from './flow.rules';

/** The best of all assignments, by trying each. */
function best(lacks: readonly number[], givers: readonly Supply[]): number {
  const [giver, ...others] = givers;
  if (!giver) return 0;
  const choose = (left: readonly number[], from: number, owed: number): number => {
    let most = best(left, others);
    if (owed === 0) return most;
    for (let at = from; at < giver.takers.length; at++) {
      const taker = giver.takers[at]!;
      if (left[taker]! > 0) most = Math.max(most, 1 + choose(left.with(taker, left[taker]! - 1), at + 1, owed - 1));
    }
    return most;
  };
  return choose(lacks, 0, giver.owed);
}

const problem = fc.tuple(
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
  fc.array(fc.record({ owed: fc.integer({ min: 0, max: 3 }), takers: fc.uniqueArray(fc.integer({ min: 0, max: 3 })) }), { minLength: 1, maxLength: 4 }),
).map(([lacks, givers]) => ({ lacks, givers: givers.map(({ owed, takers }) => ({ owed, takers: takers.filter((taker) => taker < lacks.length) })) }));

const less = <T extends { owed: number }>(givers: readonly T[], giver: number, change: (old: T) => T): T[] => givers.map((old, index) => (index === giver ? change(old) : old));

describe('a maximum matching', () => {
  it('gives as much as the best of all', () => {
    fc.assert(fc.property(problem, ({ lacks, givers }) => expect(new Matching(lacks, givers).total).toBe(best(lacks, givers))), { seed: 31, numRuns: 400 });
  });

  it('says of each step whether the best is still to be had after it', () => {
    fc.assert(
      fc.property(problem, ({ lacks, givers }) => {
        const matching = new Matching(lacks, givers);
        givers.forEach((giver, index) => {
          const isKept = matching.keptBy(index);
          for (const taker of giver.takers) {
            if (giver.owed === 0 || lacks[taker] === 0) continue;
            const rest = less(givers, index, (old) => ({ owed: old.owed - 1, takers: old.takers.filter((other) => other !== taker) }));
            expect(isKept(taker)).toBe(1 + best(lacks.with(taker, lacks[taker]! - 1), rest) === matching.total);
          }
        });
      }),
      { seed: 32, numRuns: 400 },
    );
  });

  it('leaves at least one good step to everybody who can do anything', () => {
    fc.assert(
      fc.property(problem, ({ lacks, givers }) => {
        const matching = new Matching(lacks, givers);
        givers.forEach((giver, index) => {
          const steps = giver.owed > 0 ? giver.takers.filter((taker) => lacks[taker]! > 0) : [];
          if (steps.length > 0) expect(steps.some(matching.keptBy(index))).toBe(true);
        });
      }),
      { seed: 33, numRuns: 400 },
    );
  });

  it('says what others may take without taking it from the givers', () => {
    fc.assert(
      fc.property(problem, ({ lacks, givers }) => {
        const matching = new Matching(lacks, givers);
        const isSpare = matching.spare();
        lacks.forEach((lack, taker) => {
          if (lack > 0) expect(isSpare(taker)).toBe(best(lacks.with(taker, lack - 1), givers) === matching.total);
        });
      }),
      { seed: 34, numRuns: 400 },
    );
  });
});
