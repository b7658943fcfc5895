/** `helpful`: 1 to 5. */
export type Feedback = Readonly<{ helpful: number; reply?: string | undefined }>;

/** Why an author may not say this about a review, or null. */
export function whyNotRate({ isReleased, hasReply }: { isReleased: boolean; hasReply: boolean }, reply: string | undefined): string | null {
  if (!isReleased) return 'not-released';
  return hasReply && reply !== undefined ? 'already-replied' : null;
}
