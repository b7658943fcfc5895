import type { Provider, Type } from '@nestjs/common';
import { ComposerViews } from './composer.view';
import { Composers } from './composers';
import { OpeningPages } from './opening.pages';
import { OrderPages } from './order.pages';
import { PostFilesRoutes } from './post.files';
import { PostViews } from './post.view';
import { PostsPages } from './posts.pages';
import { SpaceHeads } from './space.head';
import { ThreadsPages } from './thread.pages';
import { ThreadViews } from './thread.view';
import { WordingPages } from './wording.pages';
import { WritingPages } from './writing.pages';

export const THREADS_CONTROLLERS: Type[] = [PostFilesRoutes, OpeningPages, OrderPages, PostsPages, ThreadsPages, WordingPages, WritingPages];
/** What its pages are composed with; `PostViews` for every page that shows posts. */
export const THREADS_VIEWS: Provider[] = [Composers, ComposerViews, PostViews, SpaceHeads, ThreadViews];
