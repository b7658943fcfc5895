import type { Rubric } from '@academy/courses';
import type { CriterionGrade } from '../grade.entities';
import type { Scores } from '../review.entities';
import { pointsOf } from './agreement.rules';

/** Of the rules in this file; a grade keeps the one that made it. */
export const RULE_VERSION = 1;
/** From here on reviewers read a criterion differently: a share of its points. */
export const LARGE_SPREAD = 0.5;
/** Two sides of a set of reviews are in balance when their weights differ by no more than this share of an average review. */
const BALANCE = 0.75;
/** Shares of points are kept to four places, so that sums of levels such as 0.1 compare. */
const PLACES = 10_000;

export type Weighted = Readonly<{ value: number; weight: number }>;
/** A review that counts, with its weight. */
export type CountedReview = Readonly<{ scores: Scores; weight: number }>;
export type ComputedGrade = Readonly<{ points: number; maxPoints: number; fraction: number; isPassed: boolean; spread: number; criteria: readonly CriterionGrade[] }>;

/**
 * The middle of values by weight. Ordered by value, it is the value that holds the middle of all weight. Where a cut between two
 * values leaves both sides in balance (their weights differ by at most three quarters of an average review), neither side wins: it is
 * the mean of the two values beside the cut, or of the outermost ones where several cuts balance. So equal weights give the plain
 * median, two reviews of like weight their mean, and a hair's breadth of weight never decides. Weights are above 0, values at least one.
 */
export function weightedMedian(values: readonly Weighted[]): number {
  const ordered = values.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value || a.weight - b.weight);
  const total = ordered.reduce((sum, { weight }) => sum + weight, 0);
  const tolerance = (BALANCE * total) / ordered.length + 1e-9;
  const below = ordered.map((_, index) => ordered.slice(0, index + 1).reduce((sum, { weight }) => sum + weight, 0));
  const isCut = below.map((weight, index) => index < ordered.length - 1 && Math.abs(2 * weight - total) <= tolerance);
  const first = isCut.indexOf(true);
  if (first >= 0) return (ordered[first]!.value + ordered[isCut.lastIndexOf(true) + 1]!.value) / 2;
  return ordered[below.findIndex((weight) => 2 * weight > total)]!.value;
}

/**
 * What a work is worth: for each criterion the weighted median of its reviews' points. A criterion that no review has scored counts
 * neither for nor against. A work without any points to win is passed by having been reviewed.
 */
export function gradeOf(rubric: Rubric, passMark: number, reviews: readonly CountedReview[]): ComputedGrade {
  const criteria = rubric.criteria.flatMap((criterion) => criterionGrade(criterion, reviews) ?? []);
  const points = rounded(criteria.reduce((sum, criterion) => sum + criterion.points, 0));
  const maxPoints = rounded(criteria.reduce((sum, criterion) => sum + criterion.maxPoints, 0));
  const fraction = shareOf(points, maxPoints);
  return { points, maxPoints, fraction, isPassed: isPassed(fraction, passMark), spread: Math.max(0, ...criteria.map(({ spread }) => spread)), criteria };
}

function criterionGrade(criterion: Rubric['criteria'][number], reviews: readonly CountedReview[]): CriterionGrade | null {
  const given = reviews.flatMap(({ scores, weight }) => {
    const value = pointsOf(criterion, scores);
    return value === null ? [] : [{ value, weight }];
  });
  if (given.length === 0) return null;
  const values = given.map(({ value }) => value);
  const maxPoints = mostPoints(criterion);
  const distance = Math.max(...values) - Math.min(...values);
  return { key: criterion.key, points: rounded(weightedMedian(given)), maxPoints, spread: maxPoints === 0 ? 0 : rounded(distance / maxPoints), n: given.length };
}

export const mostPoints = (criterion: Rubric['criteria'][number]): number => Math.max(...criterion.levels.map(({ points }) => points));
/** All that a rubric has to give. */
export const rubricPoints = (rubric: Rubric): number => rounded(rubric.criteria.reduce((sum, criterion) => sum + mostPoints(criterion), 0));
export const shareOf = (points: number, maxPoints: number): number => (maxPoints === 0 ? 1 : points / maxPoints);
export const isPassed = (fraction: number, passMark: number): boolean => fraction >= passMark - 1e-9;
export const rounded = (value: number): number => Math.round(value * PLACES) / PLACES;

export type GradeFigures = Readonly<{ points: number; maxPoints: number; isPassed: boolean; criteria: readonly CriterionGrade[] }>;

/** Whether two grades say the same, whichever way they were stored. */
export function saysTheSame(one: GradeFigures, other: GradeFigures): boolean {
  const figures = ({ points, maxPoints, isPassed, criteria }: GradeFigures) => [points, maxPoints, isPassed, ...criteria.flatMap((each) => [each.key, each.points, each.maxPoints, each.spread, each.n])];
  return figures(one).join(' ') === figures(other).join(' ');
}

/** Reviewers differ by half or more of a criterion's points, in criteria that are worth at least half of all points. */
export function isLargeSpread(criteria: readonly CriterionGrade[]): boolean {
  const total = criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const torn = criteria.filter(({ spread }) => spread >= LARGE_SPREAD).reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return torn > 0 && torn >= total / 2;
}
