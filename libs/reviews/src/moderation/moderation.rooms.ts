import type { Provider } from '@nestjs/common';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [];
