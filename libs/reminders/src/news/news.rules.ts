/** What has become of a post that somebody is to be told of, as it stands at the moment of sending. */
export type PostStanding = Readonly<{ kind: string; isShown: boolean; mayRead: boolean; isBlocked: boolean; isFollowing: boolean | null; isMuted: boolean; isRead: boolean; isVisited: boolean; isAnswer: boolean }>;

export type WhyNotTell = 'post-gone' | 'no-part-any-more' | 'blocked-since' | 'muted-since' | 'endorsement-taken-back' | 'unfollowed-since' | 'read-since';

/** Why a mail about a post is not sent any more. Who no longer follows a thread still hears where she is named. */
export function whyNotTell({ kind, isShown, mayRead, isBlocked, isFollowing, isMuted, isRead, isVisited, isAnswer }: PostStanding): WhyNotTell | null {
  if (!isShown) return 'post-gone';
  if (!mayRead) return 'no-part-any-more';
  if (isMuted && kind !== 'announcement') return 'muted-since';
  if (kind === 'answer-endorsed') return isAnswer ? null : 'endorsement-taken-back';
  if (isBlocked) return 'blocked-since';
  if ((kind === 'reply' && isFollowing === false) || (kind === 'followed' && isFollowing !== true)) return 'unfollowed-since';
  return isRead || (kind === 'new-threads' && isVisited) ? 'read-since' : null;
}
