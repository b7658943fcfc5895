import type { Provider, Type } from '@nestjs/common';

export const MODERATION_CONTROLLERS: Type[] = [];
/** What its pages are composed with. */
export const MODERATION_VIEWS: Provider[] = [];
