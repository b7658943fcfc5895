import { alignmentOf } from './alignment';
import { instantOf } from './instants';
import { type AwardToSign, hashIdentity } from './open-badge';

/**
 * Open Badges 2.0, hosted verification, for backpacks that know nothing newer: what the issuer's site says at these
 * addresses is what holds. Nothing is signed. Source: IMS Global, Open Badges v2.0.
 */
const CONTEXT = 'https://w3id.org/openbadges/v2';

export type OlderAddresses = { assertion: string; badge: string; issuer: string };

export function buildAssertion(award: AwardToSign, at: OlderAddresses): object {
  const { email, salt } = award.recipient;
  return {
    '@context': CONTEXT,
    type: 'Assertion',
    id: at.assertion,
    recipient: { type: 'email', hashed: true, salt, identity: hashIdentity(email, salt) },
    badge: at.badge,
    issuedOn: instantOf(award.issuedAt),
    ...(award.expiresAt ? { expires: instantOf(award.expiresAt) } : {}),
    verification: { type: 'HostedBadge' },
    image: { id: `${award.url}.png` },
    ...(award.evidence.length > 0 ? { evidence: award.evidence.map(({ title, text, url }) => ({ type: 'Evidence', ...(url ? { id: url } : {}), name: title, narrative: text })) } : {}),
  };
}

/** What stands in an assertion's place once it does not hold any more; it comes with the status 410. */
export const buildRevoked = (at: OlderAddresses): object => ({ '@context': CONTEXT, type: 'Assertion', id: at.assertion, revoked: true });

export function buildBadgeClass({ badge }: Pick<AwardToSign, 'badge'>, at: Pick<OlderAddresses, 'badge' | 'issuer'>): object {
  return {
    '@context': CONTEXT,
    type: 'BadgeClass',
    id: at.badge,
    name: badge.name,
    description: badge.description,
    image: badge.pictureUrl,
    criteria: { narrative: badge.criteria },
    issuer: at.issuer,
    ...(badge.skills.length > 0 ? { alignment: badge.skills.map(alignmentOf) } : {}),
  };
}

export function buildIssuer(issuer: { url: string; name: string; email: string }, at: Pick<OlderAddresses, 'issuer'>): object {
  return { '@context': CONTEXT, type: 'Issuer', id: at.issuer, name: issuer.name, url: issuer.url, email: issuer.email };
}
