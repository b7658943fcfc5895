import { z } from 'zod';
import { defineFact } from '../facts';

/** `many`: how many were set going again; which one, where it was one. */
export const DeliveriesTriedAgain = defineFact('deliveries.tried-again', z.object({ many: z.int(), factId: z.string().nullable(), listener: z.string().nullable() }));
