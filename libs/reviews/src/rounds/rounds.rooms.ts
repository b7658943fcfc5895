import type { Provider } from '@nestjs/common';
import { Conclusions } from './conclusions.service';
import { Nudges } from './nudges.service';
import { Rescue } from './rescue.service';
import { ReviewRounds } from './rounds.service';
import { Waivers } from './waivers.service';

export { endsSoon, endsSoonSince, owesNow, owesSince } from './nudges.terms';
export { ReviewRounds } from './rounds.service';

/** What this folder offers to other libs and apps. */
export const ROUNDS_ROOMS: Provider[] = [Conclusions, Nudges, Rescue, ReviewRounds, Waivers];
