export const REPORT_REASONS = ['offensive', 'personal-data', 'advertising', 'off-topic', 'copyright', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
export const POST_DECISIONS = ['dismiss', 'hide', 'restore', 'warn', 'mute'] as const;
export type PostDecision = (typeof POST_DECISIONS)[number];

/** Days for which somebody can be kept from writing at once. */
export const LONGEST_MUTE = 90;
const DAY = 24 * 3_600_000;

/** `alsoHides`: a mute that hides the post as well. */
export type Deciding = Readonly<{ decision: PostDecision; until: Date | null; note: string; alsoHides?: boolean }>;

/** What is wrong with a decision, or null. Whoever is told that something was done hears why. */
export function whyNotDecide({ decision, until, note }: Deciding, now: Date): 'note-missing' | 'mute-end-missing' | 'mute-end-not-possible' | null {
  if (['hide', 'warn', 'mute'].includes(decision) && note.trim() === '') return 'note-missing';
  if (decision !== 'mute') return null;
  if (until === null) return 'mute-end-missing';
  return until <= now || until.getTime() > now.getTime() + LONGEST_MUTE * DAY ? 'mute-end-not-possible' : null;
}

/** What makes sense for a post as it stands, the mildest first. Others are not refused: they change nothing. */
export function decisionsFor(post: 'shown' | 'held' | 'hidden' | 'deleted', isReported: boolean): readonly PostDecision[] {
  if (post === 'held' || post === 'hidden') return ['restore', ...(post === 'held' ? (['hide'] as const) : []), 'warn', 'mute'];
  return [...(isReported ? (['dismiss'] as const) : []), 'warn', ...(post === 'shown' ? (['hide'] as const) : []), 'mute'];
}
