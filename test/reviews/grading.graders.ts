import { gradeOf } from '../../libs/reviews/src/grading/grade.rules';
import { errorOf, weightFrom } from '../../libs/reviews/src/grading/reliability.rules';

/**
 * Graders whose bias and noise are known, so that the error of a grade can be told. They are set so that the plain median of three hits
 * the true grade within 5 and 10 % of the points about as often as peers hit staff in Kulkarni et al. 2013 (42.9 % and 65.5 %).
 * As in Piech et al. 2013, each has a bias and a reliability of their own; one in eight does not read: half of these give the top level
 * to everybody, half give any.
 */
export type Class = Readonly<{ seed: number; works: number; reviewsEach: number; examples: number; careless: number }>;
type Judge = { kind: 'reads' | 'all-top' | 'any'; bias: number; noise: number };
type Given = { judge: number; scores: Record<string, string> };

const CRITERIA = 4;
const TOP = 3;
const BIAS = 0.09;
const NOISE = 0.16;
export const rubric = {
  criteria: Array.from({ length: CRITERIA }, (_, index) => ({
    key: `c${index}`,
    title: `Criterion ${index}`,
    commentRequired: false,
    levels: Array.from({ length: TOP + 1 }, (_, points) => ({ key: `l${points}`, points, title: '', descriptor: '' })),
  })),
};

export type Errors = Record<'weightedMedian' | 'median' | 'mean', number[]>;

/** Errors of three ways to grade a class, as shares of all points. */
export function errorsOf({ seed, works, reviewsEach, examples, careless }: Class): Errors {
  const chance = chanceFrom(seed);
  const truths = Array.from({ length: works }, () => {
    const talent = 0.62 + 0.18 * bell(chance);
    return Array.from({ length: CRITERIA }, () => within(talent + 0.12 * bell(chance)));
  });
  const judges = Array.from({ length: works }, (): Judge => {
    const luck = chance();
    return { kind: luck < careless / 2 ? 'all-top' : luck < careless ? 'any' : 'reads', bias: BIAS * bell(chance), noise: NOISE * Math.exp(0.5 * bell(chance)) };
  });
  const judge = (index: number, truth: readonly number[]): Given => ({
    judge: index,
    scores: Object.fromEntries(truth.map((quality, place) => [`c${place}`, `l${levelBy(judges[index]!, quality, chance)}`])),
  });

  // Each round is one big ring in random order: everybody reviews one work and is reviewed by one.
  const received = truths.map((): Given[] => []);
  const given = judges.map((): number[] => []);
  for (let round = 0; round < reviewsEach; round++) {
    const ring = shuffled(works, chance);
    ring.forEach((work, place) => {
      const reviewer = ring[(place + 1) % works]!;
      received[work]!.push(judge(reviewer, truths[work]!));
      given[reviewer]!.push(work);
    });
  }
  const trained = judges.map((_, index) =>
    Array.from({ length: examples }, () => {
      const levels = Array.from({ length: CRITERIA }, () => Math.round(chance() * TOP));
      const staff = Object.fromEntries(levels.map((level, place) => [`c${place}`, `l${level}`]));
      return errorOf(rubric.criteria, judge(index, levels.map((level) => level / TOP)).scores, [staff])!;
    }),
  );
  const apart = given.map((judged, reviewer) =>
    judged.map((work) => {
      const own = received[work]!.find((each) => each.judge === reviewer)!;
      return { work, error: errorOf(rubric.criteria, own.scores, received[work]!.filter((each) => each !== own).map(({ scores }) => scores))! };
    }),
  );
  const weightOf = (reviewer: number, work: number): number =>
    weightFrom([...apart[reviewer]!.filter((other) => other.work !== work).map(({ error }) => error), ...trained[reviewer]!]);

  const errors: Errors = { weightedMedian: [], median: [], mean: [] };
  truths.forEach((truth, work) => {
    const grade = truth.reduce((sum, quality) => sum + quality, 0) / CRITERIA;
    const reviews = received[work]!;
    errors.weightedMedian.push(gradeOf(rubric, 0.5, reviews.map((each) => ({ scores: each.scores, weight: weightOf(each.judge, work) }))).fraction - grade);
    errors.median.push(gradeOf(rubric, 0.5, reviews.map(({ scores }) => ({ scores, weight: 1 }))).fraction - grade);
    const levels = reviews.flatMap(({ scores }) => Object.values(scores).map((level) => Number(level.slice(1))));
    errors.mean.push(levels.reduce((sum, level) => sum + level, 0) / levels.length / TOP - grade);
  });
  return errors;
}

export const rootMeanSquare = (errors: readonly number[]): number => Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
export const shareWithin = (errors: readonly number[], bound: number): number => errors.filter((error) => Math.abs(error) <= bound).length / errors.length;

function levelBy({ kind, bias, noise }: Judge, quality: number, chance: () => number): number {
  if (kind === 'all-top') return TOP;
  if (kind === 'any') return Math.floor(chance() * (TOP + 1));
  return Math.round(within(quality + bias + noise * bell(chance)) * TOP);
}

const within = (share: number): number => Math.min(1, Math.max(0, share));
/** Normally distributed around 0 with a deviation of 1 (Box and Muller). */
const bell = (chance: () => number): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

function shuffled(count: number, chance: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** The same chances for the same seed (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
