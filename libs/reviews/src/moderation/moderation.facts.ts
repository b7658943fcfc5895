import { defineFact } from '@academy/platform';
import { z } from 'zod';

/** Staff gave a work more time for its reviews, or asked for one more. */
export const ReviewTermsChanged = defineFact(
  'submission.terms-changed',
  z.object({ editionId: z.uuid(), activityKey: z.string(), round: z.number(), submissionId: z.uuid(), change: z.enum(['extended', 'one-more']) }),
);
