import { makeKey, openKey, type SealedKey, type SigningKey } from './keys';
import { type AwardToSign, buildOpenBadge } from './open-badge';
import type { Algorithm } from './signing.rules';

/** One award and keys to sign it with: for the specs beside. */
export const issuer = 'https://academy.example';
export const listUrl = `${issuer}/api/v1/status-lists/1`;
export const award: AwardToSign = {
  url: `${issuer}/api/v1/awards/7`,
  issuer: { url: issuer, name: 'Academy' },
  issuedAt: new Date('2026-11-22T10:00:00.789Z'),
  expiresAt: new Date('2029-11-22T10:00:00Z'),
  recipient: { email: 'ada@school.example', salt: '5a17', name: 'Ada Łukasik' },
  badge: {
    url: `${issuer}/badges/3`,
    name: 'Measuring our street',
    description: 'A survey',
    criteria: 'All modules',
    pictureUrl: `${issuer}/badges/3.svg`,
    achievementType: 'Course',
    skills: [{ framework: 'DigCompEdu', version: '2017', code: '2.1', name: 'Selecting digital resources', level: 'B1' }, { framework: 'ESCO', version: '1.2.0', uri: 'http://data.europa.eu/esco/skill/8f18f987-33e2-4228-9efb-65de25d03330', name: 'teach digital literacy' }],
  },
  evidence: [{ title: 'A map of our street', text: 'Drawn by pupils.', url: 'https://school.example/street' }],
  status: { listUrl, index: 42 },
};
export const badge = buildOpenBadge(award);
/** While the badge stands. */
export const now = new Date('2026-11-25T12:00:00Z');

export async function newKey(algorithm: Algorithm): Promise<{ sealed: SealedKey; key: SigningKey }> {
  const secret = 'a secret of the Academy, long enough';
  const sealed = await makeKey(algorithm, secret);
  return { sealed, key: await openKey(sealed, secret) };
}

/** A part of a JWT, as the object that it spells. */
export const decoded = (jwt: string, index: number): Record<string, unknown> => JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>;
