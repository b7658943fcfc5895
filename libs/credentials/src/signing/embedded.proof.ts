import { createPublicKey, verify } from 'node:crypto';
import { Busy } from '@academy/platform';
import { z } from 'zod';
import { fromBase58, toBase58 } from './base58';
import { canonizer, NotCanonical } from './canonizer';
import { issuerOf, keyNamed, type Opened, type Signable } from './credential.jwt';
import { instantOf } from './instants';
import type { Jwks, SigningKey } from './keys';
import { flawOf } from './vocabularies';

/** Source of all in this file: W3C, Verifiable Credential Data Integrity 1.0, and EdDSA Cryptosuites 1.0, 3.2 (eddsa-rdfc-2022). */

export type Proof = { type: 'DataIntegrityProof'; cryptosuite: 'eddsa-rdfc-2022'; created: string; verificationMethod: string; proofPurpose: 'assertionMethod'; proofValue: string };

const LONGEST = 1_000_000;
const SIGNATURE = 64;
const Secured = z.looseObject({
  '@context': z.array(z.string()),
  issuer: z.union([z.string(), z.looseObject({ id: z.string() })]),
  proof: z.strictObject({
    type: z.literal('DataIntegrityProof'),
    cryptosuite: z.literal('eddsa-rdfc-2022'),
    created: z.string(),
    verificationMethod: z.string().max(500),
    proofPurpose: z.literal('assertionMethod'),
    proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{1,100}$/),
  }),
});

/** The credential with a proof in it. `method`: the address at which the key is found in its issuer's document. */
export async function embedProof<T extends Signable & { '@context': string[] }>(credential: T, key: SigningKey, method: string, now: Date): Promise<T & { proof: Proof }> {
  const options = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: instantOf(now), verificationMethod: method, proofPurpose: 'assertionMethod' } as const;
  const signature = await crypto.subtle.sign('Ed25519', key.privateKey, await signedBytes(credential, options));
  return { ...credential, proof: { ...options, proofValue: `z${toBase58(new Uint8Array(signature))}` } };
}

/** What a credential with a proof of the keys' owner says, or why it is not theirs. Fetches nothing. */
export async function openEmbedded(text: string, jwks: Jwks): Promise<Opened> {
  const parsed = Secured.safeParse(read(text));
  if (!parsed.success) return { reason: 'malformed' };
  const { proof, ...credential } = parsed.data;
  const { proofValue, ...options } = proof;
  const jwk = keyNamed(jwks, proof.verificationMethod);
  if (!jwk) return { reason: 'unknown-key' };
  if (jwk.alg !== 'EdDSA') return { reason: 'algorithm' };
  const signature = fromBase58(proofValue.slice(1));
  if (signature?.length !== SIGNATURE || toBase58(signature) !== proofValue.slice(1) || !belongsTo(proof.verificationMethod, issuerOf(credential))) return { reason: 'signature' };
  const problem = flawOf(credential);
  if (problem) return { reason: problem };
  try {
    const isGenuine = verify(null, await signedBytes(credential, options), createPublicKey({ key: jwk, format: 'jwk' }), signature);
    return isGenuine ? { claims: credential } : { reason: 'signature' };
  } catch (error) {
    if (error instanceof Busy) throw error;
    return { reason: error instanceof NotCanonical ? error.problem : 'signature' };
  }
}

/** What is signed: the digest of the proof's own terms, then that of the credential. */
async function signedBytes(credential: { '@context': string[] }, options: Omit<Proof, 'proofValue'>): Promise<Buffer<ArrayBuffer>> {
  return Buffer.concat(await canonizer.digests([{ '@context': credential['@context'], ...options }, credential]));
}

/** Whether a key is one of the issuer's by its name: a part of his document, or an address on his site. */
const belongsTo = (method: string, issuer: string): boolean => method.startsWith(`${issuer}#`) || method.startsWith(`${issuer}/keys/`);

function read(text: string): unknown {
  if (text.length > LONGEST) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
