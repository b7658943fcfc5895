import type { Provider } from '@nestjs/common';
import { Claims } from './claims.service';
import { Duties } from './duties.service';
import { ReviewExpectation } from './expectation.service';
import { EndgameLending } from './endgame.service';
import { Lending } from './lending.service';
import { Offers } from './offers.service';
import { PoolStates } from './pool.states';
import { StaffLending } from './staff.lending';
import { WorkChoice } from './work.choice';

export { Claims, CLAIM_HOURS } from './claims.service';
export { Duties } from './duties.service';
export { type LanguageGap, ReviewExpectation } from './expectation.service';
export { Lending, type Lent, type NothingNow } from './lending.service';

/** What this folder offers to other libs and apps. */
export const ALLOCATION_ROOMS: Provider[] = [Claims, Duties, EndgameLending, Lending, Offers, PoolStates, ReviewExpectation, StaffLending, WorkChoice];
