import type { Provider, Type } from '@nestjs/common';
import { Desks } from './desk';
import { FilesPages } from './files.pages';
import { HandingInPages } from './handing-in.pages';
import { ScenariosPages } from './scenarios.pages';
import { PublicationApi, SubmissionsApi } from './submissions.api';
import { WritingPages } from './writing.pages';

export const SUBMISSIONS_CONTROLLERS: Type[] = [SubmissionsApi, PublicationApi, WritingPages, HandingInPages, FilesPages, ScenariosPages];
/** What its pages are composed with. */
export const SUBMISSIONS_VIEWS: Provider[] = [Desks];
