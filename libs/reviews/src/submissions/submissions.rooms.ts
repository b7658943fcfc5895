import type { Provider } from '@nestjs/common';

/** What this folder offers to other libs and apps. */
export const SUBMISSIONS_ROOMS: Provider[] = [];
/** What only listens. */
export const SUBMISSIONS_SUBSCRIBERS: Provider[] = [];
