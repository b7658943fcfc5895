import type { Scores } from '../review.entities';
import { pointsOf, type RatedCriterion, rangeOf } from './agreement.rules';
import { weightedMedian } from './grade.rules';

/** A review by staff counts as much as the most reliable colleague's, whatever else is known. */
export const STAFF_WEIGHT = 2;
export const LEAST_WEIGHT = 0.25;
export const MOST_WEIGHT = 2;
/** How far an unknown reviewer is taken to lie from the others: a fifth of the points. */
export const PRIOR_ERROR = 0.2;
/** How many works that belief counts for. */
export const PRIOR_WORKS = 2;

/**
 * How far her levels lie from the median of the others' on the same work: the mean over the criteria of the distance as a share of the
 * criterion's range, 0 to 1. Null where there is nothing to compare with. Against a single other opinion it is one minus their agreement.
 */
export function errorOf(criteria: readonly RatedCriterion[], own: Scores, others: readonly Scores[]): number | null {
  const distances = criteria.flatMap((criterion) => {
    const points = pointsOf(criterion, own);
    const theirs = others.flatMap((scores) => pointsOf(criterion, scores) ?? []);
    const range = rangeOf(criterion);
    if (points === null || theirs.length === 0) return [];
    return range === 0 ? 0 : Math.abs(points - weightedMedian(theirs.map((value) => ({ value, weight: 1 })))) / range;
  });
  return distances.length === 0 ? null : distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

/**
 * The weight of a reviewer: (0.2 / e)², where e is her mean distance from the others on other works and from staff on examples, with two
 * more works at 0.2 mixed in (shrinkage): nothing known gives 1, half the usual distance towards 2, twice towards 0.25; these bound it.
 * The square is what weighting by inverse variance asks for. Rounded to hundredths, as it is stored.
 */
export function weightFrom(errors: readonly number[]): number {
  const expected = (PRIOR_WORKS * PRIOR_ERROR + errors.reduce((sum, error) => sum + error, 0)) / (PRIOR_WORKS + errors.length);
  const weight = (PRIOR_ERROR / expected) ** 2;
  return Math.round(Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, weight)) * 100) / 100;
}

/** In words of a reader: did this review count less than others, as much, or more? */
export const influenceOf = (weight: number): 'less' | 'same' | 'more' => (weight < 0.8 ? 'less' : weight > 1.25 ? 'more' : 'same');
