/** How one language of a pool stands. Counts of reviews; `recent`: done in the last `recentHours`. */
export type LanguageStanding = Readonly<{ wanted: number; lent: number; owed: number; recent: number; recentHours: number; hoursLeft: number; done: number; abandoned: number }>;

/** How sure a claim is before there is any experience: as if so many of so many had been kept. */
const KEPT_BEFORE = 8;
const CLAIMS_BEFORE = 10;
/** A rate found in less than that says nothing. */
const LEAST_HOURS = 6;

/** The reviews that are likely to come by the deadline: from claims as often as claims were kept, and at the rate of late, as far as somebody owes them. */
export function expectedReviews({ lent, owed, recent, recentHours, hoursLeft, done, abandoned }: LanguageStanding): number {
  const keptShare = (done + KEPT_BEFORE) / (done + abandoned + CLAIMS_BEFORE);
  const atThisRate = (recent / Math.max(recentHours, LEAST_HOURS)) * Math.max(hoursLeft, 0);
  return lent * keptShare + Math.min(owed, Math.max(atThisRate - lent * keptShare, 0));
}

/** How many reviews will be lacking, rounded up; a language is not called short for a fraction of a review. */
export const gapOf = (standing: LanguageStanding): number => Math.max(0, Math.ceil(standing.wanted - expectedReviews(standing) - 0.5));
