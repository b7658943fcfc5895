import { defineFact } from '@academy/platform';
import { z } from 'zod';

const person = z.object({ userId: z.uuid() });

export const AccountRegistered = defineFact('account.registered', person);
export const AddressVerified = defineFact('account.address-verified', person);
export const PasswordChanged = defineFact('account.password-changed', person);
/** The addresses themselves are in no fact. */
export const AddressChangeAsked = defineFact('account.address-change-asked', person);
export const AddressChanged = defineFact('account.address-changed', person);
export const AddressChangeUndone = defineFact('account.address-change-undone', person);
export const RolesChanged = defineFact('account.roles-changed', z.object({ userId: z.uuid(), roles: z.array(z.string()) }));

/** Known to who did it alone, and to the audit log. */
const block = z.object({ userId: z.uuid(), blockedId: z.uuid() });
export const PersonBlocked = defineFact('person.blocked', block);
export const PersonUnblocked = defineFact('person.unblocked', block);
