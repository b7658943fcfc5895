import type { Provider } from '@nestjs/common';
import { Claims } from './claims.service';
import { Conclusions } from './conclusions.service';
import { Duties } from './duties.service';
import { ReviewExpectation } from './expectation.service';
import { EndgameLending } from './endgame.service';
import { Lending } from './lending.service';
import { Nudges } from './nudges.service';
import { Offers } from './offers.service';
import { PoolStates } from './pool.states';
import { Rescue } from './rescue.service';
import { ReviewRounds } from './rounds.service';
import { StaffLending } from './staff.lending';
import { Waivers } from './waivers.service';
import { WorkChoice } from './work.choice';

export { Claims, CLAIM_HOURS } from './claims.service';
export { Duties } from './duties.service';
export { type LanguageGap, ReviewExpectation } from './expectation.service';
export { Lending, type Lent, type NothingNow } from './lending.service';
export { ReviewRounds } from './rounds.service';

/** What this folder offers to other libs and apps. */
export const ALLOCATION_ROOMS: Provider[] = [
  Claims, Conclusions, Duties, EndgameLending, Lending, Nudges, Offers, PoolStates, Rescue, ReviewExpectation, ReviewRounds, StaffLending, Waivers, WorkChoice,
];
/** What only listens. */
export const ALLOCATION_SUBSCRIBERS: Provider[] = [];
