import { type PostStanding, whyNotTell } from './news.rules';

const standing: PostStanding = { kind: 'followed', isShown: true, mayRead: true, isBlocked: false, isFollowing: true, isMuted: false, isRead: false, isVisited: false, isAnswer: false };

describe('a mail about a post, at the moment of sending', () => {
  it.each<[string, Partial<PostStanding>, string | null]>([
    ['of a followed thread', {}, null],
    ['that was hidden or deleted', { isShown: false }, 'post-gone'],
    ['where she takes no part any more', { mayRead: false }, 'no-part-any-more'],
    ['of somebody she blocked', { isBlocked: true }, 'blocked-since'],
    ['of a thread that she follows no more', { isFollowing: false }, 'unfollowed-since'],
    ['of a thread that she never followed', { isFollowing: null }, 'unfollowed-since'],
    ['that she has read', { isRead: true }, 'read-since'],
    ['an answer to her, where she never said that she follows', { kind: 'reply', isFollowing: null }, null],
    ['an answer to her in a thread that she follows no more', { kind: 'reply', isFollowing: false }, 'unfollowed-since'],
    ['that names her in a thread that she follows no more', { kind: 'mention', isFollowing: false }, null],
    ['that names her in a thread that she muted', { kind: 'mention', isFollowing: false, isMuted: true }, 'muted-since'],
    ['that names her, and that she has read', { kind: 'mention', isRead: true }, 'read-since'],
    ['an announcement that she has read', { kind: 'announcement', isRead: true }, 'read-since'],
    ['a new thread in a space that she has visited', { kind: 'new-threads', isFollowing: null, isVisited: true }, 'read-since'],
    ['a new thread in a space that she has not visited', { kind: 'new-threads', isFollowing: null }, null],
    ['her endorsed answer', { kind: 'answer-endorsed', isRead: true, isAnswer: true }, null],
    ['her answer that is endorsed no more', { kind: 'answer-endorsed' }, 'endorsement-taken-back'],
  ])('%s', (_what, change, reason) => {
    expect(whyNotTell({ ...standing, ...change })).toBe(reason);
  });
});
