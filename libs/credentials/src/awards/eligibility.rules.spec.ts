import { type BatchKind, type Standing, whyLeftOut } from './eligibility.rules';

const now = new Date('2026-11-25T12:00:00Z');
const past = new Date('2026-11-01T12:00:00Z');
const nobody: Standing = { state: 'completed', isEarned: true, last: null, isRenewable: false };
const live = { revokedAt: null, supersededBy: null, expiresAt: null, issuedAt: past };
const expired = { ...live, expiresAt: past };
const revoked = { ...live, revokedAt: past };

describe('who a badge is for', () => {
  it.each<[BatchKind, Standing, string | null]>([
    ['award', nobody, null],
    ['award', { ...nobody, state: 'active' }, null],
    ['award', { ...nobody, state: 'expired' }, null],
    ['award', { ...nobody, state: 'waitlisted' }, 'no-seat'],
    ['award', { ...nobody, state: 'withdrawn' }, 'no-seat'],
    ['award', { ...nobody, isEarned: false }, 'not-earned'],
    ['award', { ...nobody, last: live }, 'holds'],
    ['award', { ...nobody, last: expired, isRenewable: true }, 'holds-expired'],
    ['award', { ...nobody, last: revoked }, 'was-revoked'],
    ['revoke', { ...nobody, last: live, state: 'withdrawn' }, null],
    ['revoke', { ...nobody, last: expired }, null],
    ['revoke', { ...nobody, last: revoked }, 'holds-none'],
    ['revoke', nobody, 'holds-none'],
    ['renew', { ...nobody, last: expired, isRenewable: true }, null],
    ['renew', { ...nobody, last: live }, 'not-due'],
    ['renew', { ...nobody, last: revoked, isRenewable: true }, 'holds-none'],
    ['renew', nobody, 'holds-none'],
  ])('%s %j: %s', (kind, standing, why) => expect(whyLeftOut(kind, standing, now)).toBe(why));
});
