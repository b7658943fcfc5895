import type { EnrolmentState } from './enrolment.rules';

/** A group of more knows its members no longer. */
export const MOST_MEMBERS = 30;

export type WhyNotGather = 'not-enrolled' | 'in-a-group';
export type WhyNotJoin = WhyNotGather | 'group-full';

/** Why somebody cannot begin a study group. `groupId`: the group they are in, or null. */
export function whyNotGather(state: EnrolmentState, groupId: string | null): WhyNotGather | null {
  if (state !== 'active') return 'not-enrolled';
  return groupId === null ? null : 'in-a-group';
}

/** Why somebody cannot join a group with so many members. Who is in it already should not be asked. */
export function whyNotJoin(state: EnrolmentState, groupId: string | null, members: number): WhyNotJoin | null {
  return whyNotGather(state, groupId) ?? (members >= MOST_MEMBERS ? 'group-full' : null);
}

type Inviter = Readonly<{ userId: string; state: EnrolmentState; groupId: string | null; hasBlocked: boolean }>;
/** `groupId`: the group they are in. `hasBlocked`: either of the two has blocked the other, by who did. */
type Invitee = Readonly<{ userId: string; state: EnrolmentState | null; groupId: string | null; hasBlocked: boolean; isInvited: boolean }>;
export type WhyNotInvite = 'own-person' | 'not-enrolled' | 'no-group' | 'group-full' | 'you-blocked' | 'already-invited' | 'not-to-be-invited';

/** Why a member cannot invite somebody to the group of so many. Whoever was blocked by the invitee hears what all hear of those who are not free. */
export function whyNotInvite(inviter: Inviter, invitee: Invitee, members: number): WhyNotInvite | null {
  if (inviter.userId === invitee.userId) return 'own-person';
  if (inviter.state !== 'active') return 'not-enrolled';
  if (inviter.groupId === null) return 'no-group';
  if (members >= MOST_MEMBERS) return 'group-full';
  if (inviter.hasBlocked) return 'you-blocked';
  if (invitee.hasBlocked || invitee.state !== 'active' || invitee.groupId !== null) return 'not-to-be-invited';
  return invitee.isInvited ? 'already-invited' : null;
}

/** Why an invitation cannot be answered: there is none, or it was declined. */
export const whyNotAnswerInvitation = (invitation: Readonly<{ declinedAt: Date | null }> | null): 'invitation-over' | null => (invitation === null || invitation.declinedAt !== null ? 'invitation-over' : null);

/** Letters and digits that nobody takes for one another when reading them aloud: no i, l, o, u, 0, 1. */
const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789';
const CODE_LENGTH = 10;

/** A code to join by, 49 random bits. `pick` answers a whole number from 0 to below what it is given. */
export const joinCode = (pick: (below: number) => number): string => Array.from({ length: CODE_LENGTH }, () => LETTERS[pick(LETTERS.length)]).join('');

/** A code as people type it: in capitals, with spaces or hyphens, or as the whole link. Null for what is none. */
export function readCode(typed: string): string | null {
  const code = (typed.trim().split(/[?#]/)[0] ?? '').split('/').at(-1)!.toLowerCase().replace(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
