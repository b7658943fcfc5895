import type { ThreadHead } from '@academy/discussions';

/** What decides who may write: a page that shows another state than this has to be made anew. */
export const stateOf = ({ isLocked, state }: Pick<ThreadHead, 'isLocked' | 'state'>): string => (isLocked ? `${state}-locked` : state);

/** What an open page of a thread begins with: `templates/live/_thread.hbs`. */
export const liveThread = (thread: Pick<ThreadHead, 'id' | 'isLocked' | 'state' | 'lastNumber'>, at: number, hasMore: boolean) => ({
  address: `/threads/${thread.id}`,
  after: thread.lastNumber,
  at,
  state: stateOf(thread),
  hasMore,
});
