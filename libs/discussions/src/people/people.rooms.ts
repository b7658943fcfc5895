import type { Provider } from '@nestjs/common';
import { Cards } from './cards.service';
import { Colleagues } from './colleagues.queries';

export { FIRST_CARD, PersonCard } from './card.schemas';
export { Cards } from './cards.service';
export { type Colleague, type ColleagueCounts, type ColleagueFilter, Colleagues, type Meeting, type StaffMember, type StaffRole } from './colleagues.queries';
export type { ShownPerson } from './shown.person';

/** What this folder offers to other libs and apps. */
export const PEOPLE_ROOMS: Provider[] = [Cards, Colleagues];
/** What only listens. */
export const PEOPLE_SUBSCRIBERS: Provider[] = [];
