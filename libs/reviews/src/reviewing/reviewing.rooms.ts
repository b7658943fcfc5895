import type { Provider } from '@nestjs/common';
import { Participation } from './participation.service';
import { ReviewQueries } from './review.queries';
import { ReviewingQueries } from './reviewing.queries';
import { Reviews } from './reviews.service';
import { Training } from './training.service';

export { type Bias, type Leaning } from './bias.rules';
export { missingIn, type ReviewCriterion, type ReviewDraft } from './draft.rules';
export { type Participant, Participation } from './participation.service';
export { type ReviewWarning, WARNINGS } from './quality.rules';
export { type LentFile, type LentWork, ReviewQueries, type ShownReview } from './review.queries';
export { type MyReview, type MyReviewing, type OwedReviews, ReviewingQueries } from './reviewing.queries';
export { ReviewInput } from './reviewing.schemas';
export { Reviews, type SavedReview } from './reviews.service';
export { type Compared, isTrainedBy, offeredIn, Training, type TrainingExample, type TrainingView } from './training.service';

/** What this folder offers to other libs and apps. */
export const REVIEWING_ROOMS: Provider[] = [Participation, ReviewQueries, ReviewingQueries, Reviews, Training];
