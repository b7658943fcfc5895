import type { Provider, Type } from '@nestjs/common';

export const SUBMISSIONS_CONTROLLERS: Type[] = [];
/** What its pages are composed with. */
export const SUBMISSIONS_VIEWS: Provider[] = [];
