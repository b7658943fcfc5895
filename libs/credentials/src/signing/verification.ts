import { z } from 'zod';
import { issuerOf, openCredential, type Untrusted } from './credential.jwt';
import { openEmbedded } from './embedded.proof';
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
});
/** What a JWT says besides, and says again. */
const Claims = z.looseObject({
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
 * Whether a badge is genuine and still stands at `now`: signed by one of the keys, as a JWT or by a proof in it, its
 * claims saying what it says, its bit in the list not set. It fetches nothing, so keys and list are the caller's, who
 * vouches for them. Revoked comes before expired. Throws Busy where too many are verified at once.
 */
export async function verifyCredential(text: string, jwks: Jwks, statusList: StatusList | null, now: Date): Promise<Verification> {
  const opened = await open(text, jwks);
  if ('reason' in opened) return { status: 'invalid', reason: opened.reason };
  const parsed = Badge.safeParse(opened.claims);
  if (!parsed.success || !isOpenBadge(parsed.data)) return { status: 'invalid', reason: 'not-an-open-badge' };
  const credential = parsed.data;
  if (opened.isJwt && !areClaimsTheSame(credential)) return { status: 'invalid', reason: 'claims-differ' };
  if (isBefore(now, credential.validFrom)) return { status: 'invalid', reason: 'not-yet-valid' };

  const revoked = isRevoked(credential.credentialStatus, statusList);
  if (revoked === null) return { status: 'invalid', reason: 'status-unknown' };
  if (revoked) return { status: 'revoked', credential };
  return { status: isOver(credential, now) ? 'expired' : 'valid', credential };
}

/** The list in a signed status list, or why it is not to be trusted. */
export async function openStatusList(text: string, jwks: Jwks, now: Date): Promise<StatusList | { reason: InvalidReason }> {
  const opened = await open(text, jwks);
  if ('reason' in opened) return opened;
  const parsed = List.safeParse(opened.claims);
  if (!parsed.success || !parsed.data.type.includes('BitstringStatusListCredential')) return { reason: 'status-unknown' };
  if (opened.isJwt && !areClaimsTheSame(parsed.data)) return { reason: 'claims-differ' };
  if (isBefore(now, parsed.data.validFrom)) return { reason: 'not-yet-valid' };
  if (isOver(parsed.data, now)) return { reason: 'status-unknown' };
  const bits = decodeList(parsed.data.credentialSubject.encodedList);
  return bits ? { url: parsed.data.id, bits } : { reason: 'status-unknown' };
}

/** The two ways in which a credential is signed: what begins as JSON has its proof within. */
async function open(text: string, jwks: Jwks): Promise<{ claims: Record<string, unknown>; isJwt: boolean } | { reason: Untrusted }> {
  const isJwt = !text.trimStart().startsWith('{');
  const opened = await (isJwt ? openCredential(text, jwks) : openEmbedded(text, jwks));
  return 'reason' in opened ? opened : { ...opened, isJwt };
}

const isBefore = (now: Date, instant: string): boolean => now.getTime() < (secondsOf(instant) ?? Infinity) * 1000;
const isOver = ({ validUntil }: { validUntil?: string | undefined }, now: Date): boolean => validUntil !== undefined && !isBefore(now, validUntil);

const isOpenBadge = (badge: VerifiedBadge): boolean =>
  OPEN_BADGE_CONTEXTS[0] === badge['@context'][0] &&
  badge['@context'].some((context) => typeof context === 'string' && context.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/context')) &&
  badge.type.includes('VerifiableCredential') &&
  (badge.type.includes('OpenBadgeCredential') || badge.type.includes('AchievementCredential'));

/** Open Badges 3.0, 8.2.5.1: the claims of the JWT repeat the credential, and nothing else. */
function areClaimsTheSame(credential: z.infer<typeof Common> & { credentialSubject: { id?: string | undefined } }): boolean {
  const { success, data: claims } = Claims.safeParse(credential);
  return (
    success &&
    claims.iss === issuerOf(credential) &&
    claims.jti === credential.id &&
    claims.nbf === secondsOf(credential.validFrom) &&
    (claims.exp ?? null) === (credential.validUntil === undefined ? null : secondsOf(credential.validUntil)) &&
    claims.sub === credential.credentialSubject.id
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
