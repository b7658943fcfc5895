const HOUR = 3_600_000;

/** Hours in which an account is young. */
export const YOUNG_FOR_HOURS = 72;
/** How much a young account may write; opening posts count as posts too. */
export const YOUNG_PACE = {
  threads: [{ most: 5, within: HOUR }, { most: 15, within: 24 * HOUR }],
  posts: [{ most: 20, within: HOUR }, { most: 80, within: 24 * HOUR }],
} as const;
/** People whom a young account may mention in one post. */
export const YOUNG_MENTIONS = 5;

/** What somebody wrote in the last day: the moments, newest first. */
export type Written = Readonly<{ accountAgeHours: number; threads: readonly Date[]; posts: readonly Date[] }>;

/** From when on a young account may open a thread, or post: null where it may at once. */
export function mayWriteFrom({ accountAgeHours, threads, posts }: Written, what: 'thread' | 'post', now: Date): Date | null {
  if (accountAgeHours >= YOUNG_FOR_HOURS) return null;
  const free = [...freeAgain(posts, YOUNG_PACE.posts), ...(what === 'thread' ? freeAgain(threads, YOUNG_PACE.threads) : [])].filter((at) => at > now.getTime());
  return free.length === 0 ? null : new Date(Math.max(...free));
}

/** When the window of each limit that is used up moves on. */
const freeAgain = (moments: readonly Date[], limits: readonly Readonly<{ most: number; within: number }>[]): number[] =>
  limits.flatMap(({ most, within }) => (moments.length < most ? [] : [moments[most - 1]!.getTime() + within]));

/** Why a young account cannot mention so many at once, or null. */
export const whyNotMention = (accountAgeHours: number, people: number): 'too-many-mentions' | null => (accountAgeHours < YOUNG_FOR_HOURS && people > YOUNG_MENTIONS ? 'too-many-mentions' : null);
