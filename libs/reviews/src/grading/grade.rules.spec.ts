import fc from 'fast-check';
import { gradeOf, isLargeSpread, rubricPoints, weightedMedian } from './grade.rules';

/** A red run is about the commit, not about the throw. */
const RUNS = { seed: 20_261_130, numRuns: 500 };

const weighted = (...pairs: [value: number, weight: number][]) => pairs.map(([value, weight]) => ({ value, weight }));
const criterion = (key: string, ...points: number[]) => ({ key, title: key, commentRequired: false, levels: points.map((each) => ({ key: `l${each}`, title: '', descriptor: '', points: each })) });
const rubric = { criteria: [criterion('plan', 0, 2, 4), criterion('voice', 0, 1, 2)] };
const review = (plan: number, voice: number, weight = 1) => ({ scores: { plan: `l${plan}`, voice: `l${voice}` }, weight });

describe('the weighted median', () => {
  it.each([
    ['one review', weighted([3, 0.25]), 3],
    ['three of equal weight: the middle one', weighted([1, 1], [4, 1], [2, 1]), 2],
    ['four of equal weight: the mean of the middle two', weighted([1, 1], [2, 1], [4, 1], [9, 1]), 3],
    ['two of equal weight: their mean', weighted([0, 1], [4, 1]), 2],
    ['two of like weight: their mean still', weighted([0, 1.1], [4, 1]), 2],
    ['two, one of them twice as heavy: their mean still', weighted([0, 2], [4, 1]), 2],
    ['two, one of them far heavier: hers', weighted([0, 2], [4, 0.25]), 0],
    ['three, the lowest hardly counts: the mean of the others', weighted([0, 0.25], [2, 1], [4, 1]), 3],
    ['three, the lowest outweighs both', weighted([0, 2], [2, 0.25], [4, 0.25]), 0],
    ['three, a feather between two rocks: the mean of the rocks', weighted([0, 2], [1, 0.25], [4, 2]), 2],
    ['three, a little more weight below does not move the middle', weighted([0, 1.1], [2, 1], [4, 1]), 2],
    ['three of whom two agree', weighted([4, 1], [4, 0.75], [0, 1]), 4],
    ['three of whom two agree that hardly outweigh the third', weighted([4, 1], [4, 0.5], [0, 1]), 2],
  ])('%s', (_what, values, median) => {
    expect(weightedMedian(values)).toBeCloseTo(median, 10);
  });

  const values = fc.array(fc.record({ value: fc.integer({ min: 0, max: 12 }), weight: fc.integer({ min: 25, max: 200 }).map((weight) => weight / 100) }), { minLength: 1, maxLength: 9 });

  it('does not depend on the order of reviews', () => {
    fc.assert(fc.property(values, fc.infiniteStream(fc.nat()), (given, chance) => {
      const shuffled = given.map((value) => ({ value, place: chance.next().value as number })).sort((a, b) => a.place - b.place).map(({ value }) => value);
      expect(weightedMedian(shuffled)).toBe(weightedMedian(given));
    }), RUNS);
  });

  it('lies within what was given, whatever anybody weighs', () => {
    fc.assert(fc.property(values, (given) => {
      const median = weightedMedian(given);
      expect(median).toBeGreaterThanOrEqual(Math.min(...given.map(({ value }) => value)));
      expect(median).toBeLessThanOrEqual(Math.max(...given.map(({ value }) => value)));
    }), RUNS);
  });

  it('is the plain median where all weigh the same', () => {
    fc.assert(fc.property(values, fc.integer({ min: 25, max: 200 }), (given, weight) => {
      const sorted = given.map(({ value }) => value).sort((a, b) => a - b);
      const plain = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
      expect(weightedMedian(given.map(({ value }) => ({ value, weight: weight / 100 })))).toBe(plain);
    }), RUNS);
  });

  it('does not fall when one review rises', () => {
    fc.assert(fc.property(values, fc.nat(), fc.integer({ min: 1, max: 5 }), (given, which, more) => {
      // All of one weight, or a different one: raising a value may change who stands in the middle, never to a lower value.
      const same = given.map(({ value }) => ({ value, weight: 1 }));
      const raised = same.map((each, index) => (index === which % same.length ? { ...each, value: each.value + more } : each));
      expect(weightedMedian(raised)).toBeGreaterThanOrEqual(weightedMedian(same));
    }), RUNS);
  });

  it('is the same for all weights doubled', () => {
    fc.assert(fc.property(values, (given) => {
      expect(weightedMedian(given.map(({ value, weight }) => ({ value, weight: weight * 2 })))).toBe(weightedMedian(given));
    }), RUNS);
  });
});

describe('the grade of a work', () => {
  it('adds the medians of its criteria and says how far apart the reviews were', () => {
    expect(gradeOf(rubric, 0.5, [review(4, 1), review(2, 1), review(4, 2)])).toEqual({
      points: 5,
      maxPoints: 6,
      fraction: 5 / 6,
      isPassed: true,
      spread: 0.5,
      criteria: [
        { key: 'plan', points: 4, maxPoints: 4, spread: 0.5, n: 3 },
        { key: 'voice', points: 1, maxPoints: 2, spread: 0.5, n: 3 },
      ],
    });
  });

  it.each([
    ['exactly the pass mark', [review(2, 1)], 0.5, true],
    ['a level below it', [review(2, 0)], 0.5, false],
    ['a pass mark that is no sum of levels', [review(2, 0)], 1 / 3, true],
    ['nothing, where nothing is asked', [review(0, 0)], 0, true],
  ])('passes or not: %s', (_what, reviews, passMark, isPassed) => {
    expect(gradeOf(rubric, passMark, reviews).isPassed).toBe(isPassed);
  });

  it('leaves out a criterion that nobody scored, and a level that the rubric does not have', () => {
    const grade = gradeOf(rubric, 0.5, [{ scores: { plan: 'l4', voice: 'of another rubric' }, weight: 1 }, { scores: { plan: 'l2' }, weight: 1 }]);
    expect(grade.criteria).toEqual([{ key: 'plan', points: 3, maxPoints: 4, spread: 0.5, n: 2 }]);
    expect([grade.points, grade.maxPoints]).toEqual([3, 4]);
  });

  it('is passed by being reviewed where there are no points to win', () => {
    expect(gradeOf({ criteria: [] }, 0.5, [{ scores: {}, weight: 1 }])).toEqual({ points: 0, maxPoints: 0, fraction: 1, isPassed: true, spread: 0, criteria: [] });
  });

  it('adds tenths as people do', () => {
    const tenths = { criteria: [criterion('a', 0, 0.1), criterion('b', 0, 0.2)] };
    const grade = gradeOf(tenths, 1, [{ scores: { a: 'l0.1', b: 'l0.2' }, weight: 1 }]);
    expect([grade.points, grade.maxPoints, grade.isPassed]).toEqual([0.3, 0.3, true]);
    expect(rubricPoints(tenths)).toBe(0.3);
  });
});

describe('a large spread', () => {
  const part = (maxPoints: number, spread: number) => ({ key: 'x', points: 0, maxPoints, spread, n: 3 });
  it.each([
    ['half of the only criterion', [part(4, 0.5)], true],
    ['less than half of it', [part(4, 0.49)], false],
    ['one of two equal criteria', [part(4, 1), part(4, 0)], true],
    ['one of three equal criteria', [part(4, 1), part(4, 0), part(4, 0.25)], false],
    ['a heavy criterion among light ones', [part(6, 0.5), part(2, 0), part(2, 0)], true],
    ['criteria without points', [part(0, 0)], false],
    ['no criteria', [], false],
  ])('%s', (_what, criteria, isLarge) => {
    expect(isLargeSpread(criteria)).toBe(isLarge);
  });
});
