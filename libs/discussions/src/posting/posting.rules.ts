import type { PostState } from '../post.entity';
import { withoutMentionLinks } from './mentions.rules';
import type { ThreadKind, ThreadState } from '../thread.entity';

type ThreadFacts = Readonly<{ kind: ThreadKind; state: ThreadState; isLocked: boolean }>;

/** Why nobody, or not this person, may answer in a thread. Staff may in a locked one. */
export function whyNotReply({ state, isLocked }: ThreadFacts, isStaff: boolean): 'thread-gone' | 'thread-locked' | null {
  if (state !== 'shown') return 'thread-gone';
  return isLocked && !isStaff ? 'thread-locked' : null;
}

/** Characters of one contribution to a wall: a card, not an essay. */
export const LONGEST_CONTRIBUTION = 600;

/** Why a post does not fit a wall: cards are short, and answer nobody. Every other kind takes every post. */
export function whyNotContribute({ kind }: Pick<ThreadFacts, 'kind'>, post: Readonly<{ markdown: string; replyTo?: string | null | undefined }>): 'contribution-too-long' | 'wall-without-replies' | null {
  if (kind !== 'wall') return null;
  if (post.replyTo) return 'wall-without-replies';
  return withoutMentionLinks(post.markdown).length > LONGEST_CONTRIBUTION ? 'contribution-too-long' : null;
}

/** Why an author cannot change the words of a post. A held one may be bettered before a moderator looks. */
export function whyNotEdit({ isLocked }: ThreadFacts, post: PostState, isStaff: boolean): 'post-hidden' | 'post-deleted' | 'thread-locked' | null {
  if (post === 'hidden') return 'post-hidden';
  if (post === 'deleted') return 'post-deleted';
  return isLocked && !isStaff ? 'thread-locked' : null;
}

type Answer = Readonly<{ threadId: string; number: number; state: PostState }>;

/** Why a post cannot be endorsed as the answer of a thread. */
export function whyNotEndorse(thread: ThreadFacts & Readonly<{ id: string }>, answer: Answer): 'thread-gone' | 'not-a-question' | 'not-in-thread' | null {
  if (thread.state !== 'shown') return 'thread-gone';
  if (thread.kind !== 'question') return 'not-a-question';
  return answer.threadId !== thread.id || answer.number === 1 || answer.state !== 'shown' ? 'not-in-thread' : null;
}

/** Why one thread's posts cannot go into another. */
export function whyNotMerge(thread: ThreadFacts & Readonly<{ id: string; spaceId: string }>, into: ThreadFacts & Readonly<{ id: string; spaceId: string }>): 'same-thread' | 'other-space' | 'thread-gone' | 'cannot-merge-kind' | null {
  if (thread.id === into.id) return 'same-thread';
  if (thread.spaceId !== into.spaceId) return 'other-space';
  if (thread.state !== 'shown' || into.state !== 'shown') return 'thread-gone';
  if ([thread, into].some(({ kind }) => kind === 'poll' || kind === 'announcement')) return 'cannot-merge-kind';
  return (thread.kind === 'wall') === (into.kind === 'wall') ? null : 'cannot-merge-kind';
}
