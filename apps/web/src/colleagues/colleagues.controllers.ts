import type { Provider, Type } from '@nestjs/common';
import { BlocksPages } from './blocks.pages';
import { CardPages } from './card.pages';
import { ColleaguePages } from './colleague.pages';
import { ColleaguesApi } from './colleagues.api';
import { ColleaguesPages } from './colleagues.pages';
import { ContributionsApi } from './contributions.api';
import { ContributionsDownload } from './contributions.download';
import { ContributionsPages } from './contributions.pages';
import { ContributionsArchive } from './export.archive';
import { PersonViews } from './person.view';

export const COLLEAGUES_CONTROLLERS: Type[] = [BlocksPages, CardPages, ColleaguePages, ColleaguesApi, ColleaguesPages, ContributionsApi, ContributionsPages];
/** What its pages are composed with. */
export const COLLEAGUES_VIEWS: Provider[] = [ContributionsArchive, ContributionsDownload, PersonViews];
