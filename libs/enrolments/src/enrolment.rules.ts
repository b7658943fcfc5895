export const ENROLMENT_STATES = ['waitlisted', 'active', 'completed', 'withdrawn', 'expired'] as const;
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];

type OpenEdition = Readonly<{ state: string; enrolFrom: Date; enrolUntil: Date }>;
export type WhyNotEnrol = 'edition-not-open' | 'enrolment-not-yet-open' | 'enrolment-over';

/** Why nobody can enrol in this edition now. */
export function whyNotEnrol(edition: OpenEdition, now: Date): WhyNotEnrol | null {
  if (edition.state !== 'open' && edition.state !== 'running') return 'edition-not-open';
  if (now < edition.enrolFrom) return 'enrolment-not-yet-open';
  if (now > edition.enrolUntil) return 'enrolment-over';
  return null;
}

/** Whether an enrolment in this state is the one that enrolling again answers with. */
export const isStanding = (state: EnrolmentState): boolean => state === 'waitlisted' || state === 'active' || state === 'completed';

export type WhyNotWithdraw = 'already-completed' | 'not-enrolled';

export function whyNotWithdraw(state: EnrolmentState): WhyNotWithdraw | null {
  if (state === 'completed') return 'already-completed';
  return state === 'waitlisted' || state === 'active' ? null : 'not-enrolled';
}

/** Seats that nobody has; Infinity where there is no limit. */
export const freeSeats = (edition: Readonly<{ seats: number | null; seatsTaken: number }>): number =>
  edition.seats === null ? Number.POSITIVE_INFINITY : Math.max(0, edition.seats - edition.seatsTaken);
