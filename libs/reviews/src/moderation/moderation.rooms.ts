import type { Provider } from '@nestjs/common';
import { Cases } from './cases.service';
import { Likeness } from './likeness.service';
import { LikenessSubscriber } from './likeness.subscriber';

export { Cases, type WantedCase } from './cases.service';
export { ALIKE, Likeness } from './likeness.service';

/** What this folder offers to other libs and apps. */
export const MODERATION_ROOMS: Provider[] = [Cases, Likeness];
/** What only listens. */
export const MODERATION_SUBSCRIBERS: Provider[] = [LikenessSubscriber];
