import type { Provider, Type } from '@nestjs/common';
import { GradesApi } from './grades.api';

export const GRADES_CONTROLLERS: Type[] = [GradesApi];
/** What its pages are composed with. */
export const GRADES_VIEWS: Provider[] = [];
