import type { EditionSummary } from '@academy/editions';
import { freeSeats, whyNotEnrol, type WhyNotEnrol } from '@academy/enrolments';

/**
 * What an edition offers a visitor now. `open`: a place; `full`: the waiting list; `soon`: enrolment opens later;
 * `over`: it is under way, enrolment has closed; `ended`: nobody can take part any more.
 */
export type Offer = 'open' | 'full' | 'soon' | 'over' | 'ended';
type Dated = Pick<EditionSummary, 'state' | 'enrolFrom' | 'enrolUntil' | 'seats' | 'seatsTaken'>;

const whyNot = ({ state, enrolFrom, enrolUntil }: Dated, now: Date): WhyNotEnrol | null =>
  whyNotEnrol({ state, enrolFrom: new Date(enrolFrom), enrolUntil: new Date(enrolUntil) }, now);

export function offerOf(edition: Dated, now: Date): Offer {
  const reason = whyNot(edition, now);
  if (reason === null) return freeSeats(edition) > 0 ? 'open' : 'full';
  if (reason === 'enrolment-not-yet-open' || edition.state === 'announced' || edition.state === 'draft') return 'soon';
  return reason === 'enrolment-over' ? 'over' : 'ended';
}

const RANK: Record<Offer, number> = { open: 0, full: 1, soon: 2, over: 3, ended: 4 };

/** The edition that a visitor would ask for: one to take part in before one to wait for, the soonest first. Null where all have ended. */
export function featuredOf<E extends Dated & Pick<EditionSummary, 'startsAt'>>(editions: readonly E[], now: Date): E | null {
  const offered = editions.map((edition) => ({ edition, rank: RANK[offerOf(edition, now)] })).filter(({ rank }) => rank < RANK.ended);
  offered.sort((a, b) => a.rank - b.rank || a.edition.startsAt.localeCompare(b.edition.startsAt));
  return offered[0]?.edition ?? null;
}
