import type { Provider } from '@nestjs/common';

/** What this folder offers to other libs and apps. */
export const GRADING_ROOMS: Provider[] = [];
/** What only listens. */
export const GRADING_SUBSCRIBERS: Provider[] = [];
