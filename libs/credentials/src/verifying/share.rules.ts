/** Links of one credential that lead somewhere at a time. */
export const MOST_SHARES = 20;

/** What a link shows beside what was issued, when, and whether it holds. */
export type ShareChoice = { name: boolean; hours: boolean; skills: boolean; evidence: boolean };

/** Why no further link can be made. */
export const whyNotShare = (live: number): 'too-many-shares' | null => (live >= MOST_SHARES ? 'too-many-shares' : null);
