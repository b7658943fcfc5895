import { defineFact } from '@academy/platform';
import { z } from 'zod';

const pool = z.object({ editionId: z.uuid(), activityKey: z.string(), round: z.number() });
const work = pool.extend({ submissionId: z.uuid() });
const duty = pool.extend({ userId: z.uuid(), enrolmentId: z.uuid() });
const review = work.extend({ reviewId: z.uuid() });
const grade = work.extend({ gradeId: z.uuid() });
const reviewCase = work.extend({ caseId: z.uuid() });

export const SubmissionSubmitted = defineFact('submission.submitted', work);
export const SubmissionTakenBack = defineFact('submission.taken-back', work);
export const SubmissionReturned = defineFact('submission.returned', work);
/** Under a licence, with or without a name; again whenever either changes: what was given under the terms before stays given. */
export const SubmissionPublished = defineFact('submission.published', work.extend({ licence: z.string(), isNamed: z.boolean() }));
export const SubmissionUnpublished = defineFact('submission.unpublished', work);
/** It will not get its reviews by itself: volunteers may help from now on. */
export const SubmissionShort = defineFact('submission.short-of-reviews', work);

export const ReviewGiven = defineFact('review.given', review);
export const ReviewRemoved = defineFact('review.removed', review);
export const ReviewRated = defineFact('review.rated', review);
export const ClaimExpiring = defineFact('review.claim-expiring', review.extend({ userId: z.uuid(), expiresAt: z.string() }));
export const ClaimExpired = defineFact('review.claim-expired', review.extend({ userId: z.uuid() }));
/** `number`: the how manieth reminder it is. */
export const ReviewsOwed = defineFact('review.owed', duty.extend({ owed: z.number(), owedBy: z.string(), number: z.number() }));
export const HelpWanted = defineFact('review.help-wanted', pool.extend({ userId: z.uuid(), languages: z.array(z.string()) }));
export const DutyWaived = defineFact('review.duty-waived', duty.extend({ waived: z.number() }));

export const GradeGiven = defineFact('grade.given', grade.extend({ source: z.enum(['reviews', 'staff']) }));
export const GradeReleased = defineFact('grade.released', grade);

export const CaseRaised = defineFact('case.raised', reviewCase.extend({ kind: z.string() }));
export const CaseDecided = defineFact('case.decided', reviewCase.extend({ kind: z.string(), decision: z.string() }));
