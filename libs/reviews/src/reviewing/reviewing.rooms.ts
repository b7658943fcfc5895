import type { Provider } from '@nestjs/common';
import { Pseudonyms } from './pseudonyms.service';

export { agreementOf, distanceOn, pointsOf, rangeOf, type RatedCriterion } from './agreement.rules';
export { type Anonymity, type Colleague, isAuthorHidden, isReviewerHidden } from './pseudonyms.rules';
export { Pseudonyms } from './pseudonyms.service';

/** What this folder offers to other libs and apps. */
export const REVIEWING_ROOMS: Provider[] = [Pseudonyms];
/** What only listens. */
export const REVIEWING_SUBSCRIBERS: Provider[] = [];
