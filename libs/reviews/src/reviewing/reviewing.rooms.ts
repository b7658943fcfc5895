import type { Provider } from '@nestjs/common';

/** What this folder offers to other libs and apps. */
export const REVIEWING_ROOMS: Provider[] = [];
/** What only listens. */
export const REVIEWING_SUBSCRIBERS: Provider[] = [];
