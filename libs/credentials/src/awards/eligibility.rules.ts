import type { EnrolmentState } from '@academy/enrolments';
import type { Marks } from '../credential.rules';

export const BATCH_KINDS = ['award', 'revoke', 'renew'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** How one person stands with one badge. `last`: of her awards, the one that nothing has replaced. */
export type Standing = Readonly<{ state: EnrolmentState; isEarned: boolean; last: (Marks & { issuedAt: Date }) | null; isRenewable: boolean }>;

/** Why somebody is left out. */
export type LeftOut = 'no-seat' | 'holds' | 'holds-expired' | 'was-revoked' | 'not-earned' | 'holds-none' | 'not-due';

/** Why this is not done for this person; null: it is. */
export function whyLeftOut(kind: BatchKind, { state, isEarned, last, isRenewable }: Standing, now: Date): LeftOut | null {
  const live = last && !last.revokedAt ? last : null;
  if (kind === 'revoke') return live ? null : 'holds-none';
  if (kind === 'renew') return !live ? 'holds-none' : isRenewable ? null : 'not-due';
  if (live) return live.expiresAt && live.expiresAt <= now ? 'holds-expired' : 'holds';
  if (last) return 'was-revoked';
  if (state === 'waitlisted' || state === 'withdrawn') return 'no-seat';
  return isEarned ? null : 'not-earned';
}
