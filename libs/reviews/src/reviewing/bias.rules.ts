import type { Scores } from '../review.entities';
import { distanceOn, type RatedCriterion } from '../grading/agreement.rules';

/** One work that somebody reviewed and whose other reviews are done. */
export type SharedWork = Readonly<{ mine: Scores; others: readonly Scores[] }>;
export type Leaning = 'gentler' | 'alike' | 'stricter';
/** `works`: how many it was taken from; `criteria`: by key, only those that lean. */
export type Bias = Readonly<{ works: number; leaning: Leaning; criteria: readonly { key: string; leaning: Leaning }[] }>;

/** Fewer works would tell of one opinion rather than of a habit. */
const LEAST_WORKS = 3;
const LEAST_OTHERS = 2;
/** Shares of a criterion's range within which two opinions are alike. */
const ALIKE = 0.12;

/**
 * Where somebody's levels lie beside those of the others on the same works: the mean of her distances from the mean
 * of the others. Null while there are too few works, or too few other reviews of them, to say it without pointing at one.
 */
export function biasOf(criteria: readonly RatedCriterion[], works: readonly SharedWork[]): Bias | null {
  const shared = works.filter(({ others }) => others.length >= LEAST_OTHERS);
  if (shared.length < LEAST_WORKS) return null;
  const means = criteria.map((criterion) => ({ key: criterion.key, mean: meanOf(shared.flatMap((work) => distanceFromOthers(criterion, work))) }));
  const rated = means.filter((each): each is { key: string; mean: number } => each.mean !== null);
  if (rated.length === 0) return null;
  return {
    works: shared.length,
    leaning: leaningOf(meanOf(rated.map(({ mean }) => mean)) ?? 0),
    criteria: rated.map(({ key, mean }) => ({ key, leaning: leaningOf(mean) })).filter(({ leaning }) => leaning !== 'alike'),
  };
}

function distanceFromOthers(criterion: RatedCriterion, { mine, others }: SharedWork): number[] {
  const mean = meanOf(others.map((scores) => distanceOn(criterion, mine, scores)).filter((distance) => distance !== null));
  return mean === null ? [] : [mean];
}

const meanOf = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
const leaningOf = (mean: number): Leaning => (mean > ALIKE ? 'gentler' : mean < -ALIKE ? 'stricter' : 'alike');
