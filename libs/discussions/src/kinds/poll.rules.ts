import type { EditionState } from '@academy/editions';
import type { PollSettings, ThreadState } from '../thread.entity';

type PollFacts = Readonly<{ poll: PollSettings | null; state: ThreadState; isLocked: boolean; editionState: EditionState | null }>;

/** Why nobody votes any more, or yet; whoever may read the thread may vote, muted or not: a vote says nothing to anybody. */
export function whyClosed({ poll, state, isLocked, editionState }: PollFacts, now: Date): 'not-a-poll' | 'thread-gone' | 'poll-closed' | 'discussion-read-only' | null {
  if (poll === null) return 'not-a-poll';
  if (state !== 'shown') return 'thread-gone';
  if (editionState === 'closed' || editionState === 'archived') return 'discussion-read-only';
  return isLocked || (poll.closesAt !== null && new Date(poll.closesAt) <= now) ? 'poll-closed' : null;
}

/** Why these options cannot be chosen. None of them takes a vote back. */
export function whyNotChoose({ isMultiple }: PollSettings, offered: readonly string[], chosen: readonly string[]): 'option-unknown' | 'one-option-only' | null {
  if (chosen.some((key) => !offered.includes(key))) return 'option-unknown';
  return !isMultiple && new Set(chosen).size > 1 ? 'one-option-only' : null;
}

/** Why a poll cannot be asked: it would end before anybody votes, or when nobody remembers it. */
export function whyNotAsk({ closesAt }: Pick<PollSettings, 'closesAt'>, now: Date): 'poll-end-not-possible' | null {
  if (closesAt === null) return null;
  const ahead = new Date(closesAt).getTime() - now.getTime();
  return ahead > 0 && ahead <= LONGEST_POLL ? null : 'poll-end-not-possible';
}

const LONGEST_POLL = 366 * 24 * 3_600_000;

/** Counts are shown to who has voted, and to everybody once nobody votes any more: nobody votes as the others did. */
export const showsResults = ({ hasVoted, isClosed }: Readonly<{ hasVoted: boolean; isClosed: boolean }>): boolean => hasVoted || isClosed;
