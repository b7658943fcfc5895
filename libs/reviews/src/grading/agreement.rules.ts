import type { Scores } from '../review.entities';

type Level = Readonly<{ key: string; points: number }>;
export type RatedCriterion = Readonly<{ key: string; levels: readonly Level[] }>;

/** Points of the level that somebody chose; null for none, or one that the criterion lacks. */
export const pointsOf = ({ key, levels }: RatedCriterion, scores: Scores): number | null => levels.find((level) => level.key === scores[key])?.points ?? null;

/** The distance between a criterion's lowest and highest level, in points. */
export function rangeOf({ levels }: RatedCriterion): number {
  const points = levels.map((level) => level.points);
  return Math.max(...points) - Math.min(...points);
}

/**
 * How far one opinion lies from another on a criterion, from -1 (lowest against highest) to 1: the difference of
 * their points as a share of the criterion's range. Null where either gave no level.
 */
export function distanceOn(criterion: RatedCriterion, mine: Scores, theirs: Scores): number | null {
  const [own, other] = [pointsOf(criterion, mine), pointsOf(criterion, theirs)];
  if (own === null || other === null) return null;
  const range = rangeOf(criterion);
  return range === 0 ? 0 : (own - other) / range;
}

/**
 * Agreement of two opinions, from 0 to 1: one minus the mean absolute distance over the criteria that both rated.
 * 1: the same levels; 0: always the other end of the scale. Null where they have no criterion in common.
 */
export function agreementOf(criteria: readonly RatedCriterion[], mine: Scores, theirs: Scores): number | null {
  const distances = criteria.map((criterion) => distanceOn(criterion, mine, theirs)).filter((distance) => distance !== null);
  if (distances.length === 0) return null;
  return 1 - distances.reduce((sum, distance) => sum + Math.abs(distance), 0) / distances.length;
}
