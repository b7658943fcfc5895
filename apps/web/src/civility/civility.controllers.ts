import type { Provider, Type } from '@nestjs/common';
import { Scenes } from './civility.scene';
import { ConductPages } from './conduct.pages';
import { OwnCasePages } from './own.case.pages';
import { PostAppealsApi } from './post.appeals.api';
import { PostCasesApi } from './post.cases.api';
import { PostModerationPages } from './post.moderation.pages';
import { QueuePages } from './queue.pages';
import { QueuePage } from './queue.view';
import { ReportPages } from './report.pages';

export const CIVILITY_CONTROLLERS: Type[] = [ConductPages, OwnCasePages, PostAppealsApi, PostCasesApi, PostModerationPages, QueuePages, ReportPages];
/** What its pages are composed with. */
export const CIVILITY_VIEWS: Provider[] = [QueuePage, Scenes];
