import { AwardsPages } from './awards.pages';
import { BadgesPages } from './badges.pages';
import { BoardPages } from './board.pages';
import { EditionsPages } from './editions.pages';
import { PeopleList } from './people.list';
import { PeoplePages } from './people.pages';
import { PersonCredentialsPages } from './person.credentials.pages';
import { PersonPages } from './person.pages';
import { SettingsPages } from './settings.pages';
import { TeamPages } from './team.pages';

export const COORDINATION_PAGES = [EditionsPages, BoardPages, PeoplePages, PersonPages, PersonCredentialsPages, AwardsPages, BadgesPages, SettingsPages, TeamPages];
export const COORDINATION_VIEWS = [PeopleList];
