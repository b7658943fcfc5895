import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, type JWK } from 'jose';

export const SIGNATURE_ALGORITHMS = ['EdDSA', 'RS256'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];
export type NewKeyPair = { kid: string; algorithm: SignatureAlgorithm; publicJwk: JWK; privatePem: string };

/** A key pair: Ed25519 or RSA with 2048 bits. `kid` is the thumbprint of the public key (RFC 7638). */
export async function makeKeyPair(algorithm: SignatureAlgorithm): Promise<NewKeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true, ...(algorithm === 'EdDSA' ? { crv: 'Ed25519' } : { modulusLength: 2048 }) });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return { kid, algorithm, publicJwk: { ...bare, kid, alg: algorithm, use: 'sig' }, privatePem: await exportPKCS8(privateKey) };
}

const keyUnder = (secret: string, salt: Buffer): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, 'academy signing keys', 32));

/** Encrypts a private key under the Academy's secret: salt (16) · nonce (12) · tag (16) · AES-256-GCM. */
export function encryptKey(privatePem: string, secret: string): Buffer {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyUnder(secret, salt), nonce);
  const text = Buffer.concat([cipher.update(privatePem, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), text]);
}

/** The private key again. Throws with another secret, and for bytes that were changed. */
export function decryptKey(encrypted: Buffer, secret: string): string {
  const decipher = createDecipheriv('aes-256-gcm', keyUnder(secret, encrypted.subarray(0, 16)), encrypted.subarray(16, 28));
  decipher.setAuthTag(encrypted.subarray(28, 44));
  return Buffer.concat([decipher.update(encrypted.subarray(44)), decipher.final()]).toString('utf8');
}
