export type Week = { number: number; startsAt: Date };

const WEEK = 7 * 86_400_000;
const MOST = 60;

/** The weeks of an edition, counted from 1, with the instants they begin at. The last may be short. */
export function weeksOf(edition: { startsAt: Date; endsAt: Date }): Week[] {
  const count = Math.min(MOST, Math.ceil((edition.endsAt.getTime() - edition.startsAt.getTime()) / WEEK));
  return Array.from({ length: count }, (_, index) => ({ number: index + 1, startsAt: new Date(edition.startsAt.getTime() + index * WEEK) }));
}

/** The week an edition is in: 0 before it begins, one more than its weeks after its end. */
export function weekAt(edition: { startsAt: Date; endsAt: Date }, now: Date): number {
  if (now >= edition.endsAt) return weeksOf(edition).length + 1;
  return weeksOf(edition).filter((week) => week.startsAt <= now).length;
}
