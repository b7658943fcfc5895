import { z } from 'zod';
import { defineFact } from '../facts';

/** What was done about mail as a whole, or about one mail; who did it is the actor. */
export const MailPaused = defineFact('mail.paused', z.object({}));
export const MailResumed = defineFact('mail.resumed', z.object({}));
export const MailRateChanged = defineFact('mail.rate-changed', z.object({ perMinute: z.number().nullable() }));
export const MailRetried = defineFact('mail.retried', z.object({ mailId: z.uuid(), state: z.enum(['failed', 'unknown']) }));
export const MailsRetried = defineFact('mail.retried-all', z.object({ count: z.number() }));
export const MailsSeen = defineFact('mail.seen-unknown', z.object({ count: z.number() }));

/** The address itself is in no fact: the person is. */
export const AddressSuppressed = defineFact('address.suppressed', z.object({ userId: z.uuid().nullable(), mailId: z.uuid().nullable(), reason: z.enum(['bounced', 'complained']) }));
/** By its owner, or by an administrator: then it may be nobody's here. */
export const AddressCleared = defineFact('address.cleared', z.object({ userId: z.uuid().nullable() }));
/** Somebody called a mail of ours unwanted in their mail program. */
export const MailComplained = defineFact('mail.complained', z.object({ userId: z.uuid(), mailId: z.uuid() }));
