import type { Provider } from '@nestjs/common';
import { Countries } from './countries.queries';
import { Openings } from './openings.service';
import { Polls } from './polls.queries';
import { Votes } from './votes.service';
import { Walls } from './walls.queries';

export { Countries } from './countries.queries';
export { type CountriesShown, FEWEST_PEOPLE } from './country.rules';
export * from './kinds.schemas';
export { Openings } from './openings.service';
export { Polls, type PollView } from './polls.queries';
export { Votes } from './votes.service';
export { WALL_SORTS, type WallSort, Walls } from './walls.queries';

/** What this folder offers to other libs and apps. */
export const KINDS_ROOMS: Provider[] = [Countries, Openings, Polls, Votes, Walls];
/** What only listens. */
export const KINDS_SUBSCRIBERS: Provider[] = [];
