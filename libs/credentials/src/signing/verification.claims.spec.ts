import { SignJWT } from 'jose';
import { award, badge, decoded, issuer, listUrl, newKey, now } from './badge.example';
import { signCredential, type Signable } from './credential.jwt';
import { buildJwks, type Jwks } from './keys';
import { buildOpenBadge } from './open-badge';
import { buildStatusList, emptyBits, setBit, type StatusList } from './status-list';
import { openStatusList, verifyCredential } from './verification';

const noneRevoked: StatusList = { url: listUrl, bits: emptyBits() };
let ours: Awaited<ReturnType<typeof newKey>>;
let jwks: Jwks;
beforeAll(async () => {
  ours = await newKey('EdDSA');
  jwks = buildJwks([ours.sealed], issuer);
});

const signed = (credential: Signable = badge) => signCredential(credential, ours.key, 'EdDSA');
const verified = async (jwt: string, list: StatusList | null = noneRevoked, at = now): Promise<string> => {
  const result = await verifyCredential(jwt, jwks, list, at);
  return result.status === 'invalid' ? result.reason : result.status;
};

describe('what a genuine badge must say', () => {
  const resigned = async (change: object): Promise<string> => {
    const claims = { ...decoded(await signed(), 1), ...change };
    const jwt = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: `${issuer}/keys/${ours.sealed.kid}` }).sign(ours.key.privateKey);
    return verified(jwt);
  };

  it.each([
    ['iss', { iss: 'https://other.example' }],
    ['jti', { jti: 'https://academy.example/api/v1/awards/8' }],
    ['nbf', { nbf: 1 }],
    ['exp', { exp: 4_000_000_000 }],
    ['a missing exp', { exp: undefined }],
    ['sub', { sub: 'https://academy.example/people/1' }],
    ['a missing sub', { sub: undefined }],
  ])('its claims repeat it: %s', async (_, change) => expect(await resigned(change)).toBe('claims-differ'));

  it.each([
    ['other contexts', { '@context': ['https://www.w3.org/2018/credentials/v1'] }],
    ['contexts the wrong way round', { '@context': [...badge['@context']].reverse() }],
    ['another type', { type: ['VerifiableCredential'] }],
    ['no achievement', { credentialSubject: { id: 'x' } }],
    ['a date without a zone', { validFrom: '2026-11-22T10:00:00' }],
    ['no issuer', { issuer: undefined }],
  ])('it is an Open Badge: not with %s', async (_, change) => expect(await resigned(change)).toBe('not-an-open-badge'));

  it.each([
    ['a status of another kind', { credentialStatus: { type: '1EdTechRevocationList', id: listUrl } }],
    ['a list that is not at hand', { credentialStatus: { ...badge.credentialStatus, statusListCredential: `${listUrl}0` } }],
    ['a place outside the list', { credentialStatus: { ...badge.credentialStatus, statusListIndex: '131072' } }],
    ['a place that is no number', { credentialStatus: { ...badge.credentialStatus, statusListIndex: '-1' } }],
  ])('its status can be told: not with %s', async (_, change) => expect(await resigned(change)).toBe('status-unknown'));

  it('nothing of its status, where it has none', async () => expect(await resigned({ credentialStatus: undefined })).toBe('valid'));
});

describe('how long a badge stands', () => {
  it('from its first second', async () => {
    expect(await verified(await signed(), noneRevoked, new Date('2026-11-22T09:59:59.999Z'))).toBe('not-yet-valid');
    expect(await verified(await signed(), noneRevoked, new Date('2026-11-22T10:00:00Z'))).toBe('valid');
  });

  it('to its last, or for ever', async () => {
    expect(await verified(await signed(), noneRevoked, new Date('2029-11-22T09:59:59Z'))).toBe('valid');
    expect(await verified(await signed(), noneRevoked, new Date('2029-11-22T10:00:00Z'))).toBe('expired');
    expect(await verified(await signed(buildOpenBadge({ ...award, expiresAt: null })), noneRevoked, new Date('2090-01-01T00:00:00Z'))).toBe('valid');
  });

  it('until it is revoked, which counts more than having expired', async () => {
    const list: StatusList = { url: listUrl, bits: emptyBits() };
    setBit(list.bits, 41);
    setBit(list.bits, 43);
    expect(await verified(await signed(), list)).toBe('valid');
    setBit(list.bits, 42);
    expect(await verified(await signed(), list)).toBe('revoked');
    expect(await verified(await signed(), list, new Date('2031-01-01T00:00:00Z'))).toBe('revoked');
  });

  it('is not said without the list', async () => expect(await verified(await signed(), null)).toBe('status-unknown'));
});

describe('a signed status list', () => {
  const list = (): StatusList => {
    const bits = emptyBits();
    setBit(bits, 42);
    return { url: listUrl, bits };
  };
  const signedList = () => signed(buildStatusList(list(), issuer, new Date('2026-11-25T00:00:00Z')));

  it('says what is revoked, to whoever has it and the keys', async () => {
    const opened = await openStatusList(await signedList(), jwks, now);
    expect(opened).toEqual({ url: listUrl, bits: Buffer.from(list().bits) });
    expect(await verified(await signed(), opened as StatusList)).toBe('revoked');
  });

  it('is not taken from a stranger, from the future, or from a badge; nor a badge from a list', async () => {
    const foreign = await newKey('EdDSA');
    expect(await openStatusList(await signCredential(buildStatusList(list(), issuer, now), foreign.key, 'EdDSA'), jwks, now)).toEqual({ reason: 'unknown-key' });
    expect(await openStatusList(await signedList(), jwks, new Date('2026-11-24T00:00:00Z'))).toEqual({ reason: 'not-yet-valid' });
    expect(await openStatusList(await signed(), jwks, now)).toEqual({ reason: 'status-unknown' });
    expect(await verified(await signedList())).toBe('not-an-open-badge');
    expect(await openStatusList('a.b.c', jwks, now)).toEqual({ reason: 'malformed' });
  });
});
