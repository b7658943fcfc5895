import { statusOf, whyNotReissue, whyNotRevoke } from './credential.rules';

const now = new Date('2026-11-25T12:00:00Z');
const before = new Date('2026-11-25T11:59:59Z');
const after = new Date('2026-11-25T12:00:01Z');
const marks = { revokedAt: null, supersededBy: null, expiresAt: null };

describe('what a credential is worth', () => {
  it.each([
    ['valid', marks],
    ['valid', { ...marks, expiresAt: after }],
    ['expired', { ...marks, expiresAt: now }],
    ['expired', { ...marks, expiresAt: before }],
    ['revoked', { ...marks, revokedAt: before }],
    ['revoked', { ...marks, revokedAt: before, expiresAt: before }],
    ['superseded', { ...marks, supersededBy: 'x' }],
    ['superseded', { revokedAt: before, supersededBy: 'x', expiresAt: before }],
  ] as const)('%s: %j', (status, given) => expect(statusOf(given, now)).toBe(status));

  it('may be revoked once and issued anew while it is the last of its chain, expired or not', () => {
    expect([whyNotRevoke({ ...marks }), whyNotRevoke({ revokedAt: before, supersededBy: null }), whyNotRevoke({ revokedAt: null, supersededBy: 'x' })]).toEqual([null, 'already-revoked', 'superseded']);
    expect([whyNotReissue({ ...marks }), whyNotReissue({ supersededBy: 'x' })]).toEqual([null, 'superseded']);
  });
});
