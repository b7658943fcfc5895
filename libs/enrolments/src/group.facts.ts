import { defineFact } from '@academy/platform';
import { z } from 'zod';

const membership = z.object({ groupId: z.uuid(), editionId: z.uuid(), enrolmentId: z.uuid(), userId: z.uuid() });

/** Who begins a group is its first member. */
export const StudyGroupCreated = defineFact('study-group.created', membership);
export const StudyGroupJoined = defineFact('study-group.joined', membership);
export const StudyGroupLeft = defineFact('study-group.left', membership);
/** Of whoever is invited; the actor is the member who does. */
export const StudyGroupInvited = defineFact('study-group.invited', membership);
export const StudyGroupInvitationDeclined = defineFact('study-group.invitation-declined', membership);
