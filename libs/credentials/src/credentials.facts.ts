import { defineFact } from '@academy/platform';
import { z } from 'zod';

const award = z.object({ awardId: z.uuid(), badgeId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });
const certificate = z.object({ certificateId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });

export const BadgeCreated = defineFact('badge.created', z.object({ badgeId: z.uuid(), courseId: z.uuid() }));
/** While nobody held it. */
export const BadgeChanged = defineFact('badge.changed', z.object({ badgeId: z.uuid(), courseId: z.uuid() }));
export const BadgeRetired = defineFact('badge.retired', z.object({ badgeId: z.uuid(), courseId: z.uuid() }));
export const BadgeAwarded = defineFact('badge.awarded', award);
export const AwardRevoked = defineFact('award.revoked', award.extend({ reason: z.string() }));
export const AwardReissued = defineFact('award.reissued', award.extend({ supersedes: z.uuid(), reason: z.string().optional() }));
export const AwardEvidenceChanged = defineFact('award.evidence-changed', award);
/** The PDF is there. */
export const CertificateIssued = defineFact('certificate.issued', certificate);
export const CertificateRevoked = defineFact('certificate.revoked', certificate.extend({ reason: z.string() }));
export const CertificateReissued = defineFact('certificate.reissued', certificate.extend({ supersedes: z.uuid() }));
export const SigningKeysRenewed = defineFact('signing-keys.renewed', z.object({ kids: z.array(z.string()) }));
export const BatchRequested = defineFact('batch.requested', z.object({ batchId: z.uuid() }));
/** A holder made a link by which others see a credential of hers. */
export const CredentialShared = defineFact('credential.shared', z.object({ shareId: z.uuid(), userId: z.uuid() }));
export const CredentialShareEnded = defineFact('credential.share-ended', z.object({ shareId: z.uuid(), userId: z.uuid() }));
