/** `helpful`: 1 to 5. */
export type Feedback = Readonly<{ helpful: number; reply?: string | undefined }>;

export type RatedState = Readonly<{ isReleased: boolean; hasReply: boolean }>;

/** Why an author may not say this about a review, or null. */
export function whyNotRate(review: RatedState, reply: string | undefined): 'not-released' | 'already-replied' | null {
  if (!review.isReleased) return 'not-released';
  return review.hasReply && reply !== undefined ? 'already-replied' : null;
}
