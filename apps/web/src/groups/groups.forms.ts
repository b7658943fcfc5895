import { z } from 'zod';

export const GroupName = z.string().trim().min(1).max(80);
export const GroupForm = z.strictObject({ name: GroupName });
/** A code, or the link that was passed on. */
export const JoinForm = z.strictObject({ code: z.string().trim().min(1).max(300) });
