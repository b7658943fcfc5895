import type { Provider, Type } from '@nestjs/common';

export const GROUPS_CONTROLLERS: Type[] = [];
/** What its pages are composed with. */
export const GROUPS_VIEWS: Provider[] = [];
