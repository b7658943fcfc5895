import type { Provider, Type } from '@nestjs/common';
import { GradePages } from './grade.pages';
import { GradesApi } from './grades.api';

export const GRADES_CONTROLLERS: Type[] = [GradesApi, GradePages];
/** What its pages are composed with. */
export const GRADES_VIEWS: Provider[] = [];
