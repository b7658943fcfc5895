import { compactVerify, decodeProtectedHeader, importJWK, SignJWT, type JWK } from 'jose';
import { secondsOf } from './instants';
import { keyAddress, type Jwks, type SigningKey } from './keys';
import { ALGORITHMS, type Algorithm } from './signing.rules';

/** What is common to the credentials we sign: badges and status lists. */
export type Signable = {
  id: string;
  issuer: string | { id: string };
  validFrom: string;
  validUntil?: string;
  credentialSubject: { id: string };
};

export type Untrusted = 'malformed' | 'algorithm' | 'unknown-key' | 'signature' | 'unknown-term';
export type Opened = { claims: Record<string, unknown> } | { reason: Untrusted };

const LONGEST = 1_000_000;

/**
 * A credential as a JWT that is the credential itself, with the claims that repeat what it says: iss, jti, nbf, sub
 * and, where it ends, exp. Sources: Open Badges 3.0, 8.2; W3C, Securing Verifiable Credentials using JOSE and COSE.
 */
export async function signCredential(credential: Signable, key: SigningKey, algorithm: Algorithm): Promise<string> {
  const issuer = issuerOf(credential);
  const claims = {
    ...credential,
    iss: issuer,
    jti: credential.id,
    nbf: seconds(credential.validFrom),
    sub: credential.credentialSubject.id,
    ...(credential.validUntil === undefined ? {} : { exp: seconds(credential.validUntil) }),
  };
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: keyAddress(issuer, key.kid), typ: 'vc+jwt' }).sign(key.privateKey);
}

/** What a JWT of the keys' owner says, or why it is not theirs. Neither fetches anything nor trusts a key it brings along. */
export async function openCredential(jwt: string, jwks: Jwks): Promise<Opened> {
  if (jwt.length > LONGEST || !isCompact(jwt)) return { reason: 'malformed' };
  const header = headerOf(jwt);
  if (!header || header.typ !== 'vc+jwt' || header.crit !== undefined) return { reason: 'malformed' };
  const algorithm = ALGORITHMS.find((known) => known === header.alg);
  if (!algorithm) return { reason: 'algorithm' };
  const jwk = keyNamed(jwks, header.kid);
  if (!jwk) return { reason: 'unknown-key' };
  // A key is bound to its algorithm, so that none can be used as another's.
  if (jwk.alg !== algorithm) return { reason: 'algorithm' };
  try {
    const { payload } = await compactVerify(jwt, await importJWK(jwk, algorithm), { algorithms: [algorithm] });
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return isObject(claims) ? { claims } : { reason: 'malformed' };
  } catch {
    return { reason: 'signature' };
  }
}

export const issuerOf = ({ issuer }: { issuer: string | { id: string } }): string => (typeof issuer === 'string' ? issuer : issuer.id);

/** Three parts of base64url, each in its only spelling: else bits that no signature covers could be changed. */
const isCompact = (jwt: string): boolean => {
  const parts = jwt.split('.');
  return parts.length === 3 && parts.every((part) => part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part);
};

function headerOf(jwt: string): ReturnType<typeof decodeProtectedHeader> | null {
  try {
    return decodeProtectedHeader(jwt);
  } catch {
    return null;
  }
}

/** By its whole name, or by its thumbprint: a house that moved to another address still knows its keys, as its DID document does. */
export function keyNamed({ keys }: Jwks, kid: unknown): JWK | null {
  if (typeof kid !== 'string') return null;
  const thumbprint = (name = ''): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')) + 1);
  return keys.find((key) => key.kid === kid) ?? keys.find((key) => thumbprint(key.kid) === thumbprint(kid)) ?? null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function seconds(instant: string): number {
  const found = secondsOf(instant);
  if (found === null) throw new Error(`${JSON.stringify(instant)} is not an instant.`);
  return found;
}
