import { defineFact } from '@academy/platform';
import { z } from 'zod';

const award = z.object({ awardId: z.uuid(), badgeId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });
const certificate = z.object({ certificateId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });

export const BadgeCreated = defineFact('badge.created', z.object({ badgeId: z.uuid(), courseId: z.uuid() }));
export const BadgeAwarded = defineFact('badge.awarded', award);
export const AwardRevoked = defineFact('award.revoked', award.extend({ reason: z.string() }));
export const AwardReissued = defineFact('award.reissued', award.extend({ supersedes: z.uuid() }));
/** The PDF is there. */
export const CertificateIssued = defineFact('certificate.issued', certificate);
export const CertificateRevoked = defineFact('certificate.revoked', certificate.extend({ reason: z.string() }));
export const CertificateReissued = defineFact('certificate.reissued', certificate.extend({ supersedes: z.uuid() }));
export const BatchRequested = defineFact('batch.requested', z.object({ batchId: z.uuid() }));
