import type { Provider, Type } from '@nestjs/common';

export const GRADES_CONTROLLERS: Type[] = [];
/** What its pages are composed with. */
export const GRADES_VIEWS: Provider[] = [];
