import { SetMetadata } from '@nestjs/common';
import type { Action } from '@academy/people';

/** `anyone`, whoever is `signed-in`, or who may do an action of `can.policy.ts`. */
export type Permission = 'anyone' | 'signed-in' | Action;
/** Which parameter of the route says what the action is done to: `{ edition: 'id' }`. */
export type SubjectParameter = Readonly<Record<string, string>>;
export type Allowed = Readonly<{
  permission: Permission;
  subject: SubjectParameter | null;
  /** Whoever holds a role that allows it somewhere may come in; the list shows what is theirs. */
  somewhere: boolean;
}>;

export const ALLOWED = 'academy:allowed';

/** Every route says who may use it; a test fails for one that does not. */
export const Allow = (permission: Permission, subject: SubjectParameter | null = null) =>
  SetMetadata(ALLOWED, { permission, subject, somewhere: false } satisfies Allowed);

/** For lists and menus of those who may do an action somewhere. */
export const AllowSomewhere = (permission: Action) => SetMetadata(ALLOWED, { permission, subject: null, somewhere: true } satisfies Allowed);
