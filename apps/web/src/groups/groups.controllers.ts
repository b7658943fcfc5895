import type { Provider, Type } from '@nestjs/common';
import { EditionGroupsPages } from './edition.groups.pages';
import { GroupsApi } from './groups.api';
import { GroupsPages } from './groups.pages';
import { InvitationsApi } from './invitations.api';
import { JoinPages } from './join.pages';

export const GROUPS_CONTROLLERS: Type[] = [EditionGroupsPages, GroupsApi, GroupsPages, InvitationsApi, JoinPages];
/** What its pages are composed with. */
export const GROUPS_VIEWS: Provider[] = [];
