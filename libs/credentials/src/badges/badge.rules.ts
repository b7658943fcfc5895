/** When a badge is earned, as its `trigger` spells it. */
export type Trigger =
  | { kind: 'course' | 'manual' | 'study-group-leader' }
  | { kind: 'module' | 'assignment'; key: string }
  | { kind: 'helpful-reviewer'; reviews: number };

/**
 * `course`: the course completed. `module:<key>`: that module completed. `assignment:<key>`: a work for it passed, its grade released.
 * `helpful-reviewer:<n>`: the authors of n works rated a review of hers 4 or 5 of 5. `study-group-leader`: she began a study group of this
 * edition, is in it with at least one other, and completed the course. `manual`: given by coordinators.
 */
export const TRIGGER = /^(course|manual|study-group-leader|(module|assignment):[a-z0-9-]{1,64}|helpful-reviewer:([1-9]|[1-4][0-9]|50))$/;
/** Helpfulness is rated 1 to 5; from this on a review counts as helpful. */
export const HELPFUL_FROM = 4;

export function readTrigger(trigger: string): Trigger {
  const [kind, rest = ''] = trigger.split(':');
  if (kind === 'module' || kind === 'assignment') return { kind, key: rest };
  if (kind === 'helpful-reviewer') return { kind, reviews: Number(rest) };
  return { kind: kind === 'course' || kind === 'study-group-leader' ? kind : 'manual' };
}

/** Why a badge is neither changed nor awarded any more. */
export const whyNotUse = ({ retiredAt }: Readonly<{ retiredAt: Date | null }>): 'badge-retired' | null => (retiredAt ? 'badge-retired' : null);

/** So many months later, on the same day of the month, or on its last where it has fewer; null for ever. */
export function expiryOf(from: Date, validMonths: number | null): Date | null {
  if (validMonths === null) return null;
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + validMonths);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to;
}

const DAY = 86_400_000;
const MOST_DAYS_BEFORE = 60;

type Standing = Readonly<{ expiresAt: Date | null; issuedAt: Date }>;

/** Whether issuing an award anew gives it another term: once it has expired, and in its last 60 days, or the second half of a short term. */
export function isRenewable({ expiresAt, issuedAt }: Standing, now: Date): boolean {
  if (!expiresAt) return false;
  const early = Math.min(MOST_DAYS_BEFORE * DAY, (expiresAt.getTime() - issuedAt.getTime()) / 2);
  return now.getTime() >= expiresAt.getTime() - early;
}

/** Until when an award stands that is issued anew: a term more where it is due, counted from its old end or from now, whichever is later; else as before. */
export function expiryOfReissue(award: Standing, badge: Readonly<{ validMonths: number | null; retiredAt: Date | null }>, now: Date): Date | null {
  if (!isRenewable(award, now) || whyNotUse(badge)) return award.expiresAt;
  return expiryOf(award.expiresAt && award.expiresAt > now ? award.expiresAt : now, badge.validMonths);
}
