import { defineFact } from '@academy/platform';
import { z } from 'zod';

/** `editionId`: null among the alumni of a course. */
const space = z.object({ spaceId: z.uuid(), courseId: z.uuid(), editionId: z.uuid().nullable() });
const thread = space.extend({ threadId: z.uuid() });
const post = thread.extend({ postId: z.uuid() });
const postCase = post.extend({ caseId: z.uuid() });

export const ThreadOpened = defineFact('thread.opened', post.extend({ kind: z.string(), activityKey: z.string().nullable() }));
/** Pinned, unpinned, locked, unlocked, or named otherwise. */
export const ThreadChanged = defineFact('thread.changed', thread.extend({ change: z.string() }));
export const ThreadMoved = defineFact('thread.moved', thread.extend({ activityKey: z.string().nullable() }));
export const ThreadMerged = defineFact('thread.merged', thread.extend({ intoId: z.uuid() }));
/** By its author, or by staff who can say why. */
export const ThreadRemoved = defineFact('thread.removed', thread);
export const AnswerEndorsed = defineFact('answer.endorsed', post.extend({ byUserId: z.uuid() }));
export const AnswerUnendorsed = defineFact('answer.unendorsed', post);

/** Every post, opening ones too, once it is shown: at once, or when a moderator let it through. */
export const PostShown = defineFact('post.shown', post.extend({ wasHeld: z.boolean() }));
/** It waits for a moderator first. */
export const PostHeld = defineFact('post.held', post);
export const PostEdited = defineFact('post.edited', post.extend({ revision: z.number() }));
export const PostDeleted = defineFact('post.deleted', post);
export const PostHidden = defineFact('post.hidden', post);
export const PostRestored = defineFact('post.restored', post);

export const PostReported = defineFact('post.reported', postCase.extend({ reason: z.string() }));
export const PostCaseOpened = defineFact('post-case.opened', postCase.extend({ source: z.string(), openedBy: z.uuid().nullable() }));
export const PostCaseDecided = defineFact('post-case.decided', postCase.extend({ decision: z.string(), until: z.string().nullable() }));

/** The person concerned asks for a second look, once. */
export const PostCaseAppealed = defineFact('post-case.appealed', postCase);
/** `overturned`: what the decision did is undone. */
export const PostCaseAppealDecided = defineFact('post-case.appeal-decided', postCase.extend({ outcome: z.string() }));
/** Ended before its time. */
export const MuteLifted = defineFact('mute.lifted', postCase);

export const ConductAccepted = defineFact('conduct.accepted', z.object({ spaceId: z.uuid(), through: z.string() }));
