/** Days such as `2026-11-22` are compared as texts. */
export type Period = Readonly<{ id: string; locale: string; validFrom: string; validUntil: string | null; isWithdrawn: boolean }>;
export type PeriodState = 'in-force' | 'coming' | 'over' | 'replaced' | 'withdrawn';

/**
 * How each text of a country stands on a day. A text holds from its first day until the next of its language begins, or
 * until its own end; of two that begin on one day the later written holds. `newestFirst`: by the time they were written.
 */
export function statesOn(day: string, newestFirst: readonly Period[]): Map<string, PeriodState> {
  const states = new Map<string, PeriodState>();
  newestFirst.forEach((text, index) => {
    const rivals = newestFirst.filter((other, at) => !other.isWithdrawn && other.locale === text.locale && (other.validFrom > text.validFrom || (other.validFrom === text.validFrom && at < index)));
    states.set(text.id, stateOf(day, text, rivals));
  });
  return states;
}

function stateOf(day: string, text: Period, rivals: readonly Period[]): PeriodState {
  if (text.isWithdrawn) return 'withdrawn';
  if (rivals.some(({ validFrom }) => validFrom === text.validFrom)) return 'replaced';
  if (text.validFrom > day) return 'coming';
  const isOver = (text.validUntil !== null && text.validUntil < day) || rivals.some(({ validFrom }) => validFrom <= day);
  return isOver ? 'over' : 'in-force';
}

/** Why a text cannot hold for these days. */
export const whyNotHold = ({ validFrom, validUntil }: { validFrom: string; validUntil: string | null }): 'recognition-ends-before-it-begins' | null =>
  validUntil !== null && validUntil < validFrom ? 'recognition-ends-before-it-begins' : null;

/** Why a text cannot be taken back. */
export const whyNotWithdraw = (text: { isWithdrawn: boolean }): 'recognition-withdrawn' | null => (text.isWithdrawn ? 'recognition-withdrawn' : null);
