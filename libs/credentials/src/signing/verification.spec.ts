import { createHmac, createPublicKey, verify } from 'node:crypto';
import { SignJWT } from 'jose';
import { badge, decoded, issuer, listUrl, newKey, now } from './badge.example';
import { signCredential } from './credential.jwt';
import { buildJwks, type Jwks } from './keys';
import { type Algorithm, ALGORITHMS } from './signing.rules';
import { emptyBits, type StatusList } from './status-list';
import { verifyCredential } from './verification';

type Ring = Record<Algorithm, Awaited<ReturnType<typeof newKey>>>;
const noneRevoked: StatusList = { url: listUrl, bits: emptyBits() };
let ring: Ring;
let jwks: Jwks;
beforeAll(async () => {
  ring = { EdDSA: await newKey('EdDSA'), RS256: await newKey('RS256') };
  jwks = buildJwks([ring.EdDSA.sealed, ring.RS256.sealed], issuer);
});

const signed = (credential = badge, algorithm: Algorithm = 'EdDSA') => signCredential(credential, ring[algorithm].key, algorithm);
const verified = async (jwt: string, list: StatusList | null = noneRevoked, at = now, keys = jwks): Promise<string> => {
  const result = await verifyCredential(jwt, keys, list, at);
  return result.status === 'invalid' ? result.reason : result.status;
};
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

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
