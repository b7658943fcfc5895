import type { Provider, Type } from '@nestjs/common';
import { BoardApi } from './board.api';
import { BoardPages } from './board.pages';
import { BoardPage } from './board.view';
import { CasesApi } from './cases.api';
import { CasesPages } from './cases.pages';
import { DeskPages } from './desk.pages';
import { DeskPage } from './desk.view';
import { FlagsApi } from './flags.api';
import { FlagsPages } from './flags.pages';
import { ModeratedEditions } from './moderated.editions';
import { StaffReviews } from './staff.reviews';

export const MODERATION_CONTROLLERS: Type[] = [BoardApi, BoardPages, CasesApi, CasesPages, DeskPages, FlagsApi, FlagsPages];
/** What its pages are composed with. */
export const MODERATION_VIEWS: Provider[] = [BoardPage, DeskPage, ModeratedEditions, StaffReviews];
