import { PageQuery } from '@academy/platform';
import { BoardSummary, DECISIONS, FLAG_REASONS, ReviewerFilter, SubmissionFilter, WHOLE_ACTS, WORK_ACTS } from '@academy/reviews';
import { z } from 'zod';
import { Id, PathKey } from '../http/shapes';

const words = z.string().trim().min(1).max(4_000);
const days = z.number().int().min(1).max(90);

export const FlagBody = z.strictObject({ reason: z.enum(FLAG_REASONS), text: z.string().trim().max(4_000).optional() });
export const AppealBody = z.strictObject({ reason: words });
/** `note`: the reason, which the person concerned reads. `points` or `passed`: of a grade; `days`: of an extension. */
export const DecisionBody = z.strictObject({ decision: z.enum(DECISIONS), note: words, points: z.number().min(0).max(100_000).optional(), passed: z.boolean().optional(), days: days.optional() });
/** `accept`: although it is written in a language that one has not said one reads. */
export const StaffReviewBody = z.strictObject({ accept: z.boolean().default(false) });
/** `note`: why, of a hold. */
export const ActBody = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(WORK_ACTS), submissionIds: z.array(Id).min(1).max(500), days: days.default(7), note: z.string().trim().max(4_000).default('') }),
  z.strictObject({ act: z.enum(WHOLE_ACTS) }),
]);

export const SubmissionQuery = z.strictObject({ ...PageQuery, ...SubmissionFilter });
export const ReviewerQuery = z.strictObject({ ...PageQuery, ...ReviewerFilter });
export const PlainQuery = z.strictObject(PageQuery);
export const CaseQuery = z.strictObject({ ...PageQuery, state: z.enum(['open', 'decided']).default('open'), activity: PathKey.optional() });

export const Raised = z.object({ id: z.string(), dueAt: z.string() });
export const Acted = z.object({ done: z.number(), left: z.number() });
export const Board = BoardSummary.extend({ title: z.string() });

const instant = z.string();
export const SubmissionLine = z.object({
  id: z.string(), authors: z.array(z.string()), language: z.string(), round: z.number(), state: z.string(), phase: z.string(), submittedAt: instant.nullable(), reviewBy: instant.nullable(),
  wanted: z.number(), finished: z.number(), lent: z.number(), isLate: z.boolean(), isHeld: z.boolean(), isShort: z.boolean(),
  points: z.number().nullable(), maxPoints: z.number().nullable(), isPassed: z.boolean().nullable(), isReleased: z.boolean().nullable(), openCases: z.array(z.string()), alike: z.number().nullable(),
});
export const ReviewerLine = z.object({
  userId: z.string(), enrolmentId: z.string(), displayName: z.string(), round: z.number(), toGive: z.number(), given: z.number(), waived: z.number(), live: z.number(), owedBy: instant.nullable(),
  isNoShow: z.boolean(), isVolunteer: z.boolean(), reads: z.array(z.string()), lastAskedAt: instant.nullable(), reminders: z.number(), helpful: z.number().nullable(), removed: z.number(),
});
export const ClaimLine = z.object({ reviewId: z.string(), submissionId: z.string(), reviewer: z.string(), authors: z.array(z.string()), language: z.string(), kind: z.string(), claimedAt: instant, expiresAt: instant });
export const CaseLine = z.object({
  id: z.string(), kind: z.string(), reason: z.string(), words: z.string(), state: z.string(), activityKey: z.string(), submissionId: z.string(), reviewId: z.string().nullable(),
  raisedBy: z.string().nullable(), raisedAt: instant, dueAt: instant, isOverdue: z.boolean(), authors: z.array(z.string()), language: z.string(),
  decision: z.string().nullable(), note: z.string().nullable(), decidedBy: z.string().nullable(), decidedAt: instant.nullable(),
});
/** A case as the author of the work sees it. */
export const OwnCaseLine = z.object({ id: z.string(), kind: z.string(), reason: z.string(), reviewId: z.string().nullable(), state: z.string(), dueOn: z.string(), decision: z.string().nullable(), note: z.string().nullable(), decidedOn: z.string().nullable() });
