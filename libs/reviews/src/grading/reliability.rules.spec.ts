import fc from 'fast-check';
import { agreementOf } from './agreement.rules';
import { errorOf, influenceOf, weightFrom } from './reliability.rules';

/** A red run is about the commit, not about the throw. */
const RUNS = { seed: 20_261_130, numRuns: 500 };

const levels = [0, 1, 2, 4].map((points) => ({ key: `l${points}`, points }));
const criteria = [{ key: 'plan', levels }, { key: 'voice', levels }];
const scores = (plan: number, voice: number) => ({ plan: `l${plan}`, voice: `l${voice}` });

describe('how far a reviewer lies from the others', () => {
  it.each([
    ['the same levels', scores(4, 2), [scores(4, 2), scores(4, 2)], 0],
    ['the median of three others', scores(4, 2), [scores(0, 2), scores(2, 2), scores(4, 2)], 0.25],
    ['the other end of everything', scores(0, 4), [scores(4, 0)], 1],
    ['a criterion that she left out does not count', { plan: 'l0' }, [scores(2, 4)], 0.5],
  ])('%s', (_what, own, others, error) => {
    expect(errorOf(criteria, own, others)).toBeCloseTo(error, 10);
  });

  it('cannot be said without others, or without a level in common', () => {
    expect(errorOf(criteria, scores(4, 4), [])).toBeNull();
    expect(errorOf(criteria, { plan: 'l4' }, [{ voice: 'l4' }])).toBeNull();
  });

  it('is one minus the agreement where there is one other', () => {
    const level = fc.constantFrom(0, 1, 2, 4);
    fc.assert(fc.property(level, level, level, level, (a, b, c, d) => {
      expect(errorOf(criteria, scores(a, b), [scores(c, d)])).toBeCloseTo(1 - agreementOf(criteria, scores(a, b), scores(c, d))!, 10);
    }), RUNS);
  });
});

describe('the weight of a reviewer', () => {
  it.each([
    ['nothing is known', [], 1],
    ['as far off as expected', [0.2, 0.2, 0.2], 1],
    ['one work without any distance', [0], 2],
    ['one work a little better than expected', [0.15], 1.19],
    ['one work at the other end', [1], 0.25],
    ['one work somewhat off', [0.4], 0.56],
    ['three works somewhat off', [0.4, 0.4, 0.4], 0.39],
  ])('%s', (_what, errors, weight) => {
    expect(weightFrom(errors)).toBe(weight);
  });

  const errors = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it('stays between a quarter and two', () => {
    fc.assert(fc.property(errors, (given) => {
      expect(weightFrom(given)).toBeGreaterThanOrEqual(0.25);
      expect(weightFrom(given)).toBeLessThanOrEqual(2);
    }), RUNS);
  });

  it('never grows with an error', () => {
    fc.assert(fc.property(errors, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (given, a, b) => {
      expect(weightFrom([...given, Math.max(a, b)])).toBeLessThanOrEqual(weightFrom([...given, Math.min(a, b)]));
    }), RUNS);
  });

  it('moves away from one the more, the more is known', () => {
    const known = [1, 2, 4, 8, 16].map((works) => weightFrom(Array.from({ length: works }, () => 0.3)));
    expect(known).toEqual([...known].sort((a, b) => b - a));
    expect(known[0]).toBeLessThan(1);
    expect(known.at(-1)).toBeLessThan(known[0]! * 0.8);
  });

  it('is told in words', () => {
    expect([0.25, 0.79, 0.8, 1, 1.25, 1.26, 2].map(influenceOf)).toEqual(['less', 'less', 'same', 'same', 'same', 'more', 'more']);
  });
});
