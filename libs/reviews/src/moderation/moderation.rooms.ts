import type { Provider } from '@nestjs/common';
import { BoardActs } from './acts.service';
import { BoardLists } from './board.lists';
import { BoardQueries } from './board.queries';
import { CaseQueries } from './cases.queries';
import { CaseDecisions } from './decisions.service';
import { DeskQueries } from './desk.queries';
import { Flags } from './flags.service';
import { Likeness } from './likeness.service';
import { LikenessSubscriber } from './likeness.subscriber';
import { LongerTerms } from './longer.terms';

export { type Acted, BoardActs, WHOLE_ACTS, WORK_ACTS, type WorkAct } from './acts.service';
export { BoardSummary, NEEDS, REVIEWER_NEEDS, ReviewerFilter, SubmissionFilter } from './board.filter';
export { type BoardClaim, BoardLists, type BoardReviewer, type BoardSubmission } from './board.lists';
export { BoardQueries } from './board.queries';
export { type Decision, DECISIONS, DECISIONS_OF, FLAG_REASONS, type FlagReason } from './case.rules';
export { type CaseFilter, CaseQueries, type CaseView, type ModeratedCase } from './cases.queries';
export { CaseDecisions, type Decided } from './decisions.service';
export { type DeskGrade, DeskQueries, type DeskReview, type DeskWork, type LikeWork } from './desk.queries';
export { type Flag, Flags, type RaisedCase } from './flags.service';
export { type Passage, passagesOf } from './passages.rules';
export { ALIKE, Likeness } from './likeness.service';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [BoardActs, BoardLists, BoardQueries, CaseQueries, CaseDecisions, DeskQueries, Flags, Likeness, LongerTerms];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [LikenessSubscriber];
