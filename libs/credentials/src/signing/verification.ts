import { z } from 'zod';
import { issuerOf, openCredential, type Untrusted } from './credential.jwt';
import { secondsOf } from './instants';
import type { Jwks } from './keys';
import { OPEN_BADGE_CONTEXTS } from './open-badge';
import { decodeList, isSet, type StatusList } from './status-list';

export type InvalidReason = Untrusted | 'not-an-open-badge' | 'claims-differ' | 'not-yet-valid' | 'status-unknown';
export type VerifiedBadge = z.infer<typeof Badge>;
export type Verification =
  | { status: 'valid' | 'revoked' | 'expired'; credential: VerifiedBadge }
  | { status: 'invalid'; reason: InvalidReason };

const Instant = z.string().refine((text) => secondsOf(text) !== null);
const Common = z.looseObject({
  id: z.string().min(1),
  issuer: z.union([z.string().min(1), z.looseObject({ id: z.string().min(1) })]),
  validFrom: Instant,
  validUntil: Instant.optional(),
  iss: z.string(),
  jti: z.string(),
  nbf: z.number().int(),
  exp: z.number().int().optional(),
  sub: z.string().optional(),
});
const Entry = z.looseObject({
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  statusListIndex: z.string().regex(/^\d{1,9}$/),
  statusListCredential: z.string(),
});
const Identity = z.looseObject({ hashed: z.boolean(), identityHash: z.string(), identityType: z.string(), salt: z.string().optional() });
const Badge = Common.extend({
  '@context': z.array(z.unknown()),
  type: z.array(z.string()),
  credentialSubject: z.looseObject({
    id: z.string().optional(),
    identifier: z.array(Identity).optional(),
    achievement: z.looseObject({ id: z.string(), name: z.string(), description: z.string() }),
  }),
  credentialStatus: z.unknown().optional(),
});
const List = Common.extend({
  type: z.array(z.string()),
  credentialSubject: z.looseObject({ id: z.string().optional(), type: z.literal('BitstringStatusList'), statusPurpose: z.literal('revocation'), encodedList: z.string() }),
});

/**
 * Whether a badge is genuine and still stands at `now`: signed by one of the keys, its claims saying what it says, its
 * bit in the list not set. Pure: it fetches nothing, so keys and list are the caller's, who vouches for them.
 * Revoked comes before expired.
 */
export async function verifyCredential(jwt: string, jwks: Jwks, statusList: StatusList | null, now: Date): Promise<Verification> {
  const opened = await openCredential(jwt, jwks);
  if ('reason' in opened) return { status: 'invalid', reason: opened.reason };
  const parsed = Badge.safeParse(opened.claims);
  if (!parsed.success || !isOpenBadge(parsed.data)) return { status: 'invalid', reason: 'not-an-open-badge' };
  const credential = parsed.data;
  if (!areClaimsTheSame(credential)) return { status: 'invalid', reason: 'claims-differ' };
  if (credential.nbf * 1000 > now.getTime()) return { status: 'invalid', reason: 'not-yet-valid' };

  const revoked = isRevoked(credential.credentialStatus, statusList);
  if (revoked === null) return { status: 'invalid', reason: 'status-unknown' };
  if (revoked) return { status: 'revoked', credential };
  return { status: credential.exp !== undefined && credential.exp * 1000 <= now.getTime() ? 'expired' : 'valid', credential };
}

/** The list in a signed status list, or why it is not to be trusted. */
export async function openStatusList(jwt: string, jwks: Jwks, now: Date): Promise<StatusList | { reason: InvalidReason }> {
  const opened = await openCredential(jwt, jwks);
  if ('reason' in opened) return opened;
  const parsed = List.safeParse(opened.claims);
  if (!parsed.success || !parsed.data.type.includes('BitstringStatusListCredential')) return { reason: 'status-unknown' };
  if (!areClaimsTheSame(parsed.data)) return { reason: 'claims-differ' };
  if (parsed.data.nbf * 1000 > now.getTime()) return { reason: 'not-yet-valid' };
  if (parsed.data.exp !== undefined && parsed.data.exp * 1000 <= now.getTime()) return { reason: 'status-unknown' };
  const bits = decodeList(parsed.data.credentialSubject.encodedList);
  return bits ? { url: parsed.data.id, bits } : { reason: 'status-unknown' };
}

const isOpenBadge = (badge: VerifiedBadge): boolean =>
  OPEN_BADGE_CONTEXTS[0] === badge['@context'][0] &&
  badge['@context'].some((context) => typeof context === 'string' && context.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/context')) &&
  badge.type.includes('VerifiableCredential') &&
  (badge.type.includes('OpenBadgeCredential') || badge.type.includes('AchievementCredential'));

/** Open Badges 3.0, 8.2.5.1: the claims of the JWT repeat the credential, and nothing else. */
function areClaimsTheSame(credential: z.infer<typeof Common> & { credentialSubject: { id?: string | undefined } }): boolean {
  return (
    credential.iss === issuerOf(credential) &&
    credential.jti === credential.id &&
    credential.nbf === secondsOf(credential.validFrom) &&
    (credential.exp ?? null) === (credential.validUntil === undefined ? null : secondsOf(credential.validUntil)) &&
    credential.sub === credential.credentialSubject.id
  );
}

/** Null where it cannot be told: a kind of status we do not know, or a list that is not at hand. */
function isRevoked(status: unknown, list: StatusList | null): boolean | null {
  if (status === undefined) return false;
  const entries = z.array(Entry).safeParse(Array.isArray(status) ? status : [status]);
  if (!entries.success || !list) return null;
  const indexes = entries.data.map((entry) => (entry.statusListCredential === list.url ? Number(entry.statusListIndex) : -1));
  if (indexes.some((index) => index < 0 || index >= list.bits.length * 8)) return null;
  return indexes.some((index) => isSet(list.bits, index));
}
