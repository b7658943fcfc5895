import { createHmac, createPublicKey, verify } from 'node:crypto';
import { SignJWT } from 'jose';
import { signCredential, type Signable } from './credential.jwt';
import { buildJwks, makeKey, openKey, type Jwks, type SealedKey, type SigningKey } from './keys';
import { type AwardToSign, buildOpenBadge } from './open-badge';
import { type Algorithm, ALGORITHMS } from './signing.rules';
import { buildStatusList, emptyBits, setBit, type StatusList } from './status-list';
import { openStatusList, verifyCredential, type Verification } from './verification';

const secret = 'a secret of the Academy, long enough';
const issuer = 'https://academy.example';
const listUrl = `${issuer}/api/v1/status-lists/1`;
const now = new Date('2026-11-25T12:00:00Z');
const award: AwardToSign = {
  url: `${issuer}/api/v1/awards/7`,
  issuer: { url: issuer, name: 'Academy' },
  issuedAt: new Date('2026-11-22T10:00:00.789Z'),
  expiresAt: new Date('2029-11-22T10:00:00Z'),
  recipient: { email: 'ada@school.example', salt: '5a17', name: 'Ada Łukasik' },
  badge: { url: `${issuer}/badges/3`, name: 'Measuring our street', description: 'A survey', criteria: 'All modules', pictureUrl: `${issuer}/badges/3.svg` },
  status: { listUrl, index: 42 },
};
const badge = buildOpenBadge(award);
const noneRevoked: StatusList = { url: listUrl, bits: emptyBits() };

type Ring = Record<Algorithm, { sealed: SealedKey; key: SigningKey }>;
const newKey = async (algorithm: Algorithm) => {
  const sealed = await makeKey(algorithm, secret);
  return { sealed, key: await openKey(sealed, secret) };
};
const newRing = async (): Promise<Ring> => ({ EdDSA: await newKey('EdDSA'), RS256: await newKey('RS256') });
let ring: Ring;
let jwks: Jwks;
beforeAll(async () => {
  ring = await newRing();
  jwks = buildJwks(ALGORITHMS.map((algorithm) => ring[algorithm].sealed), issuer);
});

const signed = (credential: Signable = badge, algorithm: Algorithm = 'EdDSA') => signCredential(credential, ring[algorithm].key, algorithm);
const verified = async (jwt: string, list: StatusList | null = noneRevoked, at = now, keys = jwks): Promise<string> => outcome(await verifyCredential(jwt, keys, list, at));
const outcome = (result: Verification): string => (result.status === 'invalid' ? result.reason : result.status);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (jwt: string, index: number) => JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe.each(ALGORITHMS)('a badge signed with %s', (algorithm) => {
  it('is valid, and says what was signed', async () => {
    const result = await verifyCredential(await signed(badge, algorithm), jwks, noneRevoked, now);
    expect(result).toMatchObject({ status: 'valid', credential: badge });
  });

  it('is a JWT whose payload is the credential, with the claims of Open Badges 3.0', async () => {
    const jwt = await signed(badge, algorithm);
    expect(decoded(jwt, 0)).toEqual({ alg: algorithm, kid: `${issuer}/keys/${ring[algorithm].sealed.kid}`, typ: 'vc+jwt' });
    expect(jwks.keys.map(({ kid }) => kid)).toContain(decoded(jwt, 0)['kid']);
    expect(decoded(jwt, 1)).toEqual({ ...badge, iss: issuer, jti: badge.id, sub: badge.credentialSubject.id, nbf: 1_795_341_600, exp: 1_890_036_000 });
  });

  it('verifies with nothing but a crypto library and the published key', async () => {
    const [header, payload, signature] = (await signed(badge, algorithm)).split('.');
    const jwk = jwks.keys.find(({ alg }) => alg === algorithm) ?? {};
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    expect(verify(algorithm === 'EdDSA' ? null : 'sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature ?? '', 'base64url'))).toBe(true);
  });

  it('is worth nothing when any one character of it is changed', async () => {
    const jwt = await signed(badge, algorithm);
    const outcomes = new Set<string>();
    for (let index = 0; index < jwt.length; index += algorithm === 'EdDSA' ? 1 : 17) {
      const changed = `${jwt.slice(0, index)}${jwt[index] === 'A' ? 'B' : 'A'}${jwt.slice(index + 1)}`;
      outcomes.add(await verified(changed));
    }
    expect(outcomes).not.toContain('valid');
    expect([...outcomes].every((found) => ['malformed', 'algorithm', 'unknown-key', 'signature'].includes(found))).toBe(true);
    expect(outcomes).toContain('signature');
  });

  it('is refused when a fact in it was rewritten and the rest left', async () => {
    const [header, , signature] = (await signed(badge, algorithm)).split('.');
    const claims = decoded(await signed(badge, algorithm), 1);
    for (const change of [{ name: 'Another' }, { validUntil: '2099-01-01T00:00:00Z' }, { credentialStatus: undefined }, { exp: undefined }]) {
      expect(await verified(`${header}.${part({ ...claims, ...change })}.${signature}`)).toBe('signature');
    }
  });
});

describe('whose signature counts', () => {
  it('not that of a key nobody published', async () => {
    const foreign = await newKey('EdDSA');
    expect(await verified(await signCredential(badge, foreign.key, 'EdDSA'))).toBe('unknown-key');
  });

  it('not that of a foreign key under the name of one of ours, nor one that the badge brings along', async () => {
    const foreign = await newKey('EdDSA');
    expect(await verified(await signCredential(badge, { ...foreign.key, kid: ring.EdDSA.sealed.kid }, 'EdDSA'))).toBe('signature');
    const jwt = await new SignJWT({ ...badge }).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', jwk: foreign.sealed.publicJwk }).sign(foreign.key.privateKey);
    expect(await verified(jwt)).toBe('unknown-key');
  });

  it('that of an old key as much as that of the new one', async () => {
    const old = await signed();
    const next = await newKey('EdDSA');
    const both = buildJwks([next.sealed, ring.EdDSA.sealed], issuer);
    expect(await verified(old, noneRevoked, now, both)).toBe('valid');
    expect(await verified(await signCredential(badge, next.key, 'EdDSA'), noneRevoked, now, both)).toBe('valid');
    expect(await verified(old, noneRevoked, now, buildJwks([next.sealed], issuer))).toBe('unknown-key');
  });

  it('that of a key whose house has moved to another address', async () => {
    expect(await verified(await signed(), noneRevoked, now, buildJwks([ring.EdDSA.sealed], 'https://new.example'))).toBe('valid');
  });

  it.each(['none', 'HS256', 'ES256', 'RS512', 'Ed25519', 'EdDSA\u0000'])('none under the algorithm %s', async (alg) => {
    const [, payload, signature] = (await signed()).split('.');
    const header = { ...decoded(await signed(), 0), alg };
    expect(await verified(`${part(header)}.${payload}.${signature}`)).toBe('algorithm');
  });

  it('none without a signature, or with a public key used as a shared secret', async () => {
    const [, payload] = (await signed(badge, 'RS256')).split('.');
    const kid = `${issuer}/keys/${ring.RS256.sealed.kid}`;
    expect(await verified(`${part({ alg: 'none', kid, typ: 'vc+jwt' })}.${payload}.`)).toBe('malformed');
    const pem = createPublicKey({ key: ring.RS256.sealed.publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const input = `${part({ alg: 'HS256', kid, typ: 'vc+jwt' })}.${payload}`;
    expect(await verified(`${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`)).toBe('algorithm');
  });

  it('none of a key under the algorithm of another', async () => {
    const [, payload, signature] = (await signed(badge, 'RS256')).split('.');
    const header = { alg: 'EdDSA', kid: `${issuer}/keys/${ring.RS256.sealed.kid}`, typ: 'vc+jwt' };
    expect(await verified(`${part(header)}.${payload}.${signature}`)).toBe('algorithm');
  });

  it.each([
    ['another kind of token', { alg: 'EdDSA', typ: 'JWT' }],
    ['critical headers', { alg: 'EdDSA', typ: 'vc+jwt', crit: ['exp'], exp: 1 }],
    ['no kind', { alg: 'EdDSA' }],
  ])('none on %s', async (_, header) => {
    const jwt = await new SignJWT({ ...badge, iss: issuer }).setProtectedHeader({ ...header, kid: `${issuer}/keys/${ring.EdDSA.sealed.kid}` }).sign(ring.EdDSA.key.privateKey, { crit: { exp: true } });
    expect(await verified(jwt)).toBe('malformed');
  });

  it.each(['', 'a.b', 'a.b.c', '..', 'e30.e30.e30', `${'a'.repeat(2_000_000)}.b.c`, '{}', 'é.é.é'])('none on what is no JWT', async (text) => {
    expect(await verified(text)).toBe('malformed');
  });
});

describe('what a genuine badge must say', () => {
  const resigned = async (change: object): Promise<string> => {
    const claims = { ...decoded(await signed(), 1), ...change };
    const jwt = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: `${issuer}/keys/${ring.EdDSA.sealed.kid}` }).sign(ring.EdDSA.key.privateKey);
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
