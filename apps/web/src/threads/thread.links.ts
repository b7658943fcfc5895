import type { ThreadKind } from '@academy/discussions';

/** Posts on one page of a thread. */
export const POSTS_A_PAGE = 25;

/** Where things of a discussion lie. */
export const spaceHref = (spaceId: string): string => `/discussions/${spaceId}`;
export const threadHref = (threadId: string, at = 1): string => (at > 1 ? `/threads/${threadId}?at=${at}` : `/threads/${threadId}`);
export const postAnchor = (postId: string): string => `post-${postId}`;
export const postHref = (postId: string): string => `/posts/${postId}`;
/** Where a post is read; a contribution to a wall has a page of its own. */
export const placeHref = (postId: string, { threadId, kind, number, at }: Readonly<{ threadId: string; kind: ThreadKind; number: number; at: number }>): string =>
  kind === 'wall' && number > 1 ? `${threadHref(threadId)}/contributions/${postId}` : `${threadHref(threadId, at)}#${postAnchor(postId)}`;
export const personHref = (editionId: string | null, userId: string): string | null => (editionId === null ? null : `/editions/${editionId}/colleagues/${userId}`);
