/** What an edition says of a live event of its own, by activity key; what it leaves out is as in its version. */
export type LiveEvents = Record<
  string,
  { startsAt?: string | undefined; durationMinutes?: number | undefined; url?: string | undefined; recordingUrl?: string | undefined; cancelled?: boolean | undefined }
>;

/** A live event as it stands in an edition. `sequence` rises with each change of when, where and whether it is. */
export type LiveEventState = Readonly<{ activityKey: string; startsAt: Date | null; endsAt: Date | null; url: string; isCancelled: boolean; sequence: number }>;

export const LIVE_EVENT_CHANGES = ['dated', 'moved', 'link', 'cancelled', 'undated', 'restored'] as const;
export type LiveEventChange = (typeof LIVE_EVENT_CHANGES)[number];

/**
 * What has changed of a live event for those who want to come; null for one that is over either way, and for what changes nothing for
 * them: another length, a first link, a link that went.
 */
export function changeOf(before: LiveEventState | undefined, after: LiveEventState, now: Date): LiveEventChange | null {
  if (!before || before.sequence === after.sequence) return null;
  const isAhead = ({ endsAt }: LiveEventState): boolean => endsAt !== null && endsAt > now;
  const was = isAhead(before) && !before.isCancelled;
  const is = isAhead(after) && !after.isCancelled;
  if (!is) return !was ? null : after.startsAt === null && !after.isCancelled ? 'undated' : 'cancelled';
  if (before.isCancelled) return 'restored';
  if (!before.startsAt) return 'dated';
  if (before.startsAt.getTime() !== after.startsAt!.getTime()) return 'moved';
  return before.url !== '' && after.url !== '' && before.url !== after.url ? 'link' : null;
}

/** Live events of a copied edition: each says when it is, shifted; what was said of how it went stays behind. */
export const copiedLiveEvents = (own: LiveEvents, standing: readonly LiveEventState[], later: (date: Date) => string): LiveEvents => ({
  ...Object.fromEntries(
    standing.map(({ activityKey, startsAt }) => {
      const { startsAt: _, recordingUrl: __, cancelled: ___, ...kept } = own[activityKey] ?? {};
      return [activityKey, { ...kept, ...(startsAt ? { startsAt: later(startsAt) } : {}) }] as const;
    }),
  ),
});
