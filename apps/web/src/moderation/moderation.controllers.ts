import type { Provider, Type } from '@nestjs/common';
import { BoardApi } from './board.api';
import { CasesApi } from './cases.api';
import { FlagsApi } from './flags.api';
import { StaffReviews } from './staff.reviews';

export const MODERATION_CONTROLLERS: Type[] = [BoardApi, CasesApi, FlagsApi];
/** What its pages are composed with. */
export const MODERATION_VIEWS: Provider[] = [StaffReviews];
