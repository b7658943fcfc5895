import { createHash } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importJWK, importPKCS8, type JWK, CompactSign } from 'jose';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './keys';
import { decodeBits, isSet } from './status-list';

/** What an Open Badges 3.0 credential says. Source: Open Badges 3.0, "OpenBadgeCredential" and "AchievementCredential". */
export type BadgeFacts = {
  /** The address of the credential itself. */
  id: string;
  issuer: { id: string; name: string; url: string };
  achievement: { id: string; name: string; description: string; criteria: string; picture: string };
  holder: { email: string; salt: string; name: string | null };
  issuedAt: Date;
  status: { listUrl: string; index: number };
};

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];

export type Credential = ReturnType<typeof openBadge>;

/** The credential, unsigned. The holder is a salted hash of the address; a name stands in it only where the holder agreed. */
export function openBadge(facts: BadgeFacts) {
  const { id, issuer, achievement, holder, issuedAt, status } = facts;
  const identity = `sha256$${createHash('sha256').update(holder.email.toLowerCase() + holder.salt).digest('hex')}`;
  const identifier = [
    { type: 'IdentityObject', hashed: true, identityHash: identity, identityType: 'emailAddress', salt: holder.salt },
    ...(holder.name ? [{ type: 'IdentityObject', hashed: false, identityHash: holder.name, identityType: 'name' }] : []),
  ];
  return {
    '@context': CONTEXTS,
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: { id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: issuedAt.toISOString(),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier,
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        name: achievement.name,
        description: achievement.description,
        criteria: { narrative: achievement.criteria },
        image: { id: achievement.picture, type: 'Image', caption: achievement.name },
      },
    },
    credentialStatus: {
      id: `${status.listUrl}#${status.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: status.listUrl,
    },
  };
}

type Signable = { id: string; issuer: string | { id: string }; validFrom: string; [name: string]: unknown };

/** A compact JWS whose payload is the credential itself, with the registered claims that Open Badges 3.0 asks for. */
export async function signCredential(credential: Signable, key: { kid: string; algorithm: SignatureAlgorithm; privatePem: string }): Promise<string> {
  const issuer = typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id;
  const payload = { ...credential, iss: issuer, jti: credential.id, nbf: Math.floor(Date.parse(credential.validFrom) / 1000) };
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'vc+jwt', cty: 'vc' })
    .sign(await importPKCS8(key.privatePem, key.algorithm));
}

export type Verification = { status: 'valid' | 'revoked' | 'expired' | 'invalid'; reason: string | null; credential: Record<string, unknown> | null };
const invalid = (reason: string): Verification => ({ status: 'invalid', reason, credential: null });

/**
 * Whether a signed credential holds, by the issuer's key set and, where it names one, the list of what is revoked
 * (`encodedList`). Fetches nothing.
 */
export async function verifyCredential(jwt: string, keys: { keys: JWK[] }, encodedList: string | null, now: Date): Promise<Verification> {
  const payload = await openEnvelope(jwt, keys);
  if (typeof payload === 'string') return invalid(payload);
  const { validFrom, validUntil, credentialStatus, issuer, iss, id, jti } = payload as Record<string, unknown> & { credentialStatus?: { statusListIndex?: string } };
  const issuerId = typeof issuer === 'object' && issuer !== null ? (issuer as { id?: unknown }).id : issuer;
  if (iss !== issuerId || jti !== id) return invalid('claims-disagree');
  if (typeof validFrom !== 'string' || !(Date.parse(validFrom) <= now.getTime())) return invalid('not-valid-yet');
  if (typeof validUntil === 'string' && Date.parse(validUntil) <= now.getTime()) return { status: 'expired', reason: null, credential: payload };
  if (!credentialStatus) return { status: 'valid', reason: null, credential: payload };
  if (encodedList === null) return invalid('status-list-missing');
  try {
    const isRevoked = isSet(decodeBits(encodedList), Number(credentialStatus.statusListIndex));
    return { status: isRevoked ? 'revoked' : 'valid', reason: null, credential: payload };
  } catch {
    return invalid('status-list-unreadable');
  }
}

/** The payload, or why it cannot be trusted. */
async function openEnvelope(jwt: string, keys: { keys: JWK[] }): Promise<Record<string, unknown> | string> {
  try {
    const { kid, alg } = decodeProtectedHeader(jwt);
    const jwk = keys.keys.find((key) => key.kid === kid);
    if (!jwk || typeof kid !== 'string') return 'unknown-key';
    if (alg !== jwk.alg || !SIGNATURE_ALGORITHMS.some((known) => known === alg)) return 'wrong-algorithm';
    const { payload } = await compactVerify(jwt, await importJWK(jwk, jwk.alg), { algorithms: [jwk.alg!] });
    return JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
  } catch {
    return 'wrong-signature';
  }
}
