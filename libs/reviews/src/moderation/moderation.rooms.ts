import type { Provider } from '@nestjs/common';
import { CaseQueries } from './cases.queries';
import { Cases } from './cases.service';
import { CaseDecisions } from './decisions.service';
import { Flags } from './flags.service';
import { Likeness } from './likeness.service';
import { LikenessSubscriber } from './likeness.subscriber';

export { type Decision, DECISIONS, DECISIONS_OF, FLAG_REASONS, type FlagReason } from './case.rules';
export { type CaseFilter, CaseQueries, type CaseView, type ModeratedCase } from './cases.queries';
export { Cases, type WantedCase } from './cases.service';
export { CaseDecisions, type Decided } from './decisions.service';
export { type Flag, Flags, type RaisedCase } from './flags.service';
export { ALIKE, Likeness } from './likeness.service';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [CaseQueries, Cases, CaseDecisions, Flags, Likeness];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [LikenessSubscriber];
