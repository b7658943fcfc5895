import type { Provider, Type } from '@nestjs/common';

export const REVIEWS_CONTROLLERS: Type[] = [];
/** What its pages are composed with. */
export const REVIEWS_VIEWS: Provider[] = [];
