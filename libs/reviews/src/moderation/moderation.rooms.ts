import type { Provider } from '@nestjs/common';
import { Cases } from './cases.service';

export { Cases, type WantedCase } from './cases.service';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [Cases];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [];
