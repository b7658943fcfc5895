import { type Errors, errorsOf, rootMeanSquare, shareWithin } from './grading.graders';

const SEEDS = [1, 2, 3, 4, 5, 6];
const classes = [
  { name: '3 reviews, 2 examples', reviewsEach: 3, examples: 2, careless: 0.125 },
  { name: '3 reviews, no examples', reviewsEach: 3, examples: 0, careless: 0.125 },
  { name: '4 reviews, 2 examples', reviewsEach: 4, examples: 2, careless: 0.125 },
  { name: '5 reviews, no examples', reviewsEach: 5, examples: 0, careless: 0.125 },
  { name: '3 reviews, 2 examples, a quarter careless', reviewsEach: 3, examples: 2, careless: 0.25 },
];

const together = (one: Omit<(typeof classes)[number], 'name'>): Errors => {
  const all = SEEDS.map((seed) => errorsOf({ ...one, seed, works: 600 }));
  return { weightedMedian: all.flatMap((each) => each.weightedMedian), median: all.flatMap((each) => each.median), mean: all.flatMap((each) => each.mean) };
};
const measured = classes.map(({ name, ...one }) => ({ name, errors: together(one) }));
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

describe('grades by graders of known bias', () => {
  it('has graders like those in the published studies', () => {
    const { median } = measured[0]!.errors;
    expect(shareWithin(median, 0.05)).toBeGreaterThan(0.34);
    expect(shareWithin(median, 0.05)).toBeLessThan(0.48);
    expect(shareWithin(median, 0.1)).toBeGreaterThan(0.6);
    expect(shareWithin(median, 0.1)).toBeLessThan(0.75);
  });

  it.each(measured)('the weighted median errs less than the plain median and the mean: $name', ({ errors }) => {
    const ours = rootMeanSquare(errors.weightedMedian);
    expect(ours).toBeLessThan(0.95 * rootMeanSquare(errors.median));
    expect(ours).toBeLessThan(0.99 * rootMeanSquare(errors.mean));
  });

  it('with examples to train on it errs at least a tenth less than the plain median, and within 10 % of the points more often than both', () => {
    const { weightedMedian, median, mean } = measured[0]!.errors;
    expect(rootMeanSquare(weightedMedian)).toBeLessThan(0.9 * rootMeanSquare(median));
    expect(shareWithin(weightedMedian, 0.1)).toBeGreaterThan(shareWithin(median, 0.1));
    expect(shareWithin(weightedMedian, 0.1)).toBeGreaterThan(shareWithin(mean, 0.1));
  });

  afterAll(() => {
    const line = ({ name, errors }: (typeof measured)[number]): string => {
      const [ours, median, mean] = [errors.weightedMedian, errors.median, errors.mean].map(rootMeanSquare) as [number, number, number];
      return `${name.padEnd(44)} ${percent(ours).padStart(7)} ${percent(median).padStart(8)} (−${percent(1 - ours / median)}) ${percent(mean).padStart(8)} (−${percent(1 - ours / mean)})   ${percent(shareWithin(errors.weightedMedian, 0.1))} / ${percent(shareWithin(errors.median, 0.1))} / ${percent(shareWithin(errors.mean, 0.1))}`;
    };
    process.stdout.write(`\nRoot mean square error of grades, 3,600 works a line: weighted median, plain median (ours is less by), mean (ours is less by); within 10 % of the points\n${measured.map(line).join('\n')}\n`);
  });
});
