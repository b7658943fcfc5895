import type { Provider } from '@nestjs/common';

/** What this folder offers to other libs and apps. */
export const ALLOCATION_ROOMS: Provider[] = [];
/** What only listens. */
export const ALLOCATION_SUBSCRIBERS: Provider[] = [];
