import { defineFact } from '@academy/platform';
import { z } from 'zod';

const enrolment = z.object({ enrolmentId: z.uuid(), editionId: z.uuid(), userId: z.uuid() });

/** Somebody has a seat: on enrolling, on resuming, or from the waiting list. */
export const EnrolmentActivated = defineFact('enrolment.activated', enrolment.extend({ from: z.enum(['new', 'waitlisted', 'withdrawn']) }));
export const EnrolmentWaitlisted = defineFact('enrolment.waitlisted', enrolment);
export const EnrolmentWithdrawn = defineFact('enrolment.withdrawn', enrolment);
export const EnrolmentsExpired = defineFact('enrolment.expired-with-edition', z.object({ editionId: z.uuid(), count: z.number() }));
