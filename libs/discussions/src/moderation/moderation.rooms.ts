import type { Provider } from '@nestjs/common';
import { PostAppeals } from './appeals.service';
import { Mutes } from './mutes.service';
import { OwnCases } from './own.cases.queries';
import { PostCases } from './post.cases.service';
import { ModerationQueue } from './queue.queries';

export { APPEAL_DAYS, APPEAL_OUTCOMES, type AppealOutcome } from './appeal.rules';
export { PostAppeals } from './appeals.service';
export { decisionsFor, LONGEST_MUTE, POST_DECISIONS, type PostDecision, REPORT_REASONS, type ReportReason } from './case.rules';
export { Mutes } from './mutes.service';
export { type OwnCase, OwnCases } from './own.cases.queries';
export { PostCases } from './post.cases.service';
export { ModerationQueue, type QueuedCase, type QueueView } from './queue.queries';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [ModerationQueue, Mutes, OwnCases, PostAppeals, PostCases];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [];
