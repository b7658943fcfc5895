import type { Provider, Type } from '@nestjs/common';
import { LentFiles } from './lent.files';
import { ReviewPages } from './review.pages';
import { ReviewingPages } from './reviewing.pages';
import { ReviewsApi } from './reviews.api';
import { TrainingApi } from './training.api';
import { TrainingPages } from './training.pages';
import { WorkFlagPages } from './work.flag.pages';

export const REVIEWS_CONTROLLERS: Type[] = [ReviewsApi, TrainingApi, ReviewPages, ReviewingPages, TrainingPages, WorkFlagPages];
/** What its pages are composed with. */
export const REVIEWS_VIEWS: Provider[] = [LentFiles];
