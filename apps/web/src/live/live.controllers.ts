import type { Provider, Type } from '@nestjs/common';
import { LiveHub } from './live.hub';
import { LivePages } from './live.pages';
import { NewsPages } from './news.pages';

export const LIVE_CONTROLLERS: Type[] = [LivePages, NewsPages];
/** What its pages are composed with. */
export const LIVE_VIEWS: Provider[] = [LiveHub];
