import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Algorithm } from './signing.rules';

/** A key as it is kept: the private half only encrypted. */
export type SealedKey = {
  /** The thumbprint of the public key (RFC 7638): the same key has the same name everywhere. */
  kid: string;
  algorithm: Algorithm;
  publicJwk: JWK;
  /** Version, salt, nonce, tag and ciphertext of the private JWK: AES-256-GCM under a key of its own, derived from the secret. */
  privateKey: Buffer;
};

export type SigningKey = { kid: string; privateKey: CryptoKey };
export type Jwks = { keys: JWK[] };

/** The secret does not open the key, or the stored key was changed. */
export class KeyDoesNotOpen extends Error {}

const VERSION = 1;
const [SALT, NONCE, TAG] = [16, 12, 16];
/** What a public key consists of; whatever else a JWK holds never leaves the house. */
const PUBLIC_MEMBERS = ['kty', 'crv', 'x', 'n', 'e'] as const;

/** A new key pair: Ed25519 for EdDSA, 2048 bits of RSA for RS256. */
export async function makeKey(algorithm: Algorithm, secret: string): Promise<SealedKey> {
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', modulusLength: 2048, extractable: true });
  const publicJwk = publicMembers(await exportJWK(pair.publicKey));
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateJwk = JSON.stringify(await exportJWK(pair.privateKey));
  return { kid, algorithm, publicJwk, privateKey: seal(privateJwk, secret, kid) };
}

/** The key, ready to sign. Throws KeyDoesNotOpen. A caller may keep it: opening costs a derivation. */
export async function openKey(key: SealedKey, secret: string): Promise<SigningKey> {
  const jwk = JSON.parse(unseal(key.privateKey, secret, key.kid)) as JWK;
  return { kid: key.kid, privateKey: (await importJWK(jwk, key.algorithm)) as CryptoKey };
}

/**
 * The name of a key in signatures and in the published set: an address that answers with the public key alone, as
 * Open Badges 3.0 has it (8.2.3: kid is a URI that can be dereferenced to a JWK).
 */
export const keyAddress = (issuerUrl: string, kid: string): string => `${issuerUrl}/keys/${kid}`;

/** The public half as it is published at its address and in the set. */
export function publishedKey(key: Pick<SealedKey, 'kid' | 'algorithm' | 'publicJwk'>, issuerUrl: string): JWK {
  return { ...publicMembers(key.publicJwk), kid: keyAddress(issuerUrl, key.kid), alg: key.algorithm, use: 'sig' };
}

/** The document at `/.well-known/jwks.json`. */
export function buildJwks(keys: readonly Pick<SealedKey, 'kid' | 'algorithm' | 'publicJwk'>[], issuerUrl: string): Jwks {
  return { keys: keys.map((key) => publishedKey(key, issuerUrl)) };
}

function publicMembers(jwk: JWK): JWK {
  return Object.fromEntries(PUBLIC_MEMBERS.filter((member) => jwk[member] !== undefined).map((member) => [member, jwk[member]])) as JWK;
}

function seal(plain: string, secret: string, kid: string): Buffer {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, salt), nonce).setAAD(Buffer.from(kid));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), salt, nonce, cipher.getAuthTag(), sealed]);
}

function unseal(sealed: Buffer, secret: string, kid: string): string {
  const [salt, nonce, tag] = [1, 1 + SALT, 1 + SALT + NONCE];
  const body = tag + TAG;
  if (sealed[0] !== VERSION || sealed.length <= body) throw new KeyDoesNotOpen(`The stored key ${kid} has no form that is known.`);
  try {
    const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, sealed.subarray(salt, nonce)), sealed.subarray(nonce, tag), { authTagLength: TAG })
      .setAAD(Buffer.from(kid))
      .setAuthTag(sealed.subarray(tag, body));
    return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new KeyDoesNotOpen(`The stored key ${kid} does not open: ACADEMY_SECRET is not the one it was stored under, or it was changed.`, { cause: error });
  }
}

const deriveKey = (secret: string, salt: Buffer): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, 'academy signing key', 32));
