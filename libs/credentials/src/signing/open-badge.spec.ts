import { createHash } from 'node:crypto';
import { type AwardToSign, buildOpenBadge, hashIdentity } from './open-badge';

const award: AwardToSign = {
  url: 'https://academy.example/api/v1/awards/7',
  issuer: { url: 'https://academy.example', name: 'Academy' },
  issuedAt: new Date('2026-11-22T10:00:00.789Z'),
  expiresAt: null,
  recipient: { email: ' Ada@School.example ', salt: '5a17', name: null },
  badge: { url: 'https://academy.example/badges/3', name: 'Measuring our street', description: 'A survey with pupils', criteria: 'All **modules**', pictureUrl: 'https://academy.example/badges/3.svg', achievementType: 'Badge', skills: [] },
  evidence: [],
  status: { listUrl: 'https://academy.example/api/v1/status-lists/1', index: 42 },
};

describe('an Open Badge', () => {
  it('says who issued what, for what, and where its status is', () => {
    const badge = buildOpenBadge(award);
    expect(badge).toMatchObject({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
      id: award.url,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'https://academy.example', type: ['Profile'], name: 'Academy' },
      validFrom: '2026-11-22T10:00:00Z',
      credentialSubject: {
        id: 'https://academy.example/api/v1/awards/7#recipient',
        type: ['AchievementSubject'],
        achievement: {
          id: 'https://academy.example/badges/3',
          type: ['Achievement'],
          criteria: { narrative: 'All **modules**' },
          image: { id: 'https://academy.example/badges/3.svg', type: 'Image', caption: 'Measuring our street' },
        },
      },
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '42', statusListCredential: 'https://academy.example/api/v1/status-lists/1' },
    });
    expect(badge).not.toHaveProperty('validUntil');
  });

  it('knows its holder by a salted hash of the address alone', () => {
    const badge = buildOpenBadge(award);
    const hash = createHash('sha256').update('ada@school.example5a17').digest('hex');
    expect(badge.credentialSubject.identifier).toEqual([{ type: 'IdentityObject', hashed: true, identityHash: `sha256$${hash}`, identityType: 'emailAddress', salt: '5a17' }]);
    expect(hashIdentity('ada@school.example', '5a17')).toBe(`sha256$${hash}`);
    expect(JSON.stringify(badge).toLowerCase()).not.toContain('school.example');
  });

  it('names the holder who agreed to it', () => {
    const badge = buildOpenBadge({ ...award, recipient: { ...award.recipient, name: 'Ada Łukasik' } });
    expect(badge.credentialSubject.identifier[1]).toEqual({ type: 'IdentityObject', hashed: false, identityHash: 'Ada Łukasik', identityType: 'name' });
  });

  it('ends where it is to end', () => {
    expect(buildOpenBadge({ ...award, expiresAt: new Date('2029-11-22T00:00:00Z') }).validUntil).toBe('2029-11-22T00:00:00Z');
  });
});
