import type { Provider, Type } from '@nestjs/common';
import { KindViews } from './kind.view';
import { MapPages } from './map.pages';
import { KindOpeningPages } from './opening.pages';
import { PollPages } from './poll.pages';
import { PollViews } from './poll.view';
import { WallPages } from './wall.pages';
import { WallViews } from './wall.view';

export const KINDS_CONTROLLERS: Type[] = [KindOpeningPages, MapPages, PollPages, WallPages];
/** What its pages are composed with. */
export const KINDS_VIEWS: Provider[] = [KindViews, PollViews, WallViews];
