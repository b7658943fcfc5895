import type { Provider, Type } from '@nestjs/common';
import { ActivityTalk } from './activity.talk';
import { PostsApi } from './posts.api';
import { SpacePages } from './space.pages';
import { ThreadsApi } from './threads.api';

export const DISCUSSIONS_CONTROLLERS: Type[] = [PostsApi, SpacePages, ThreadsApi];
/** What its pages are composed with. */
export const DISCUSSIONS_VIEWS: Provider[] = [ActivityTalk];
