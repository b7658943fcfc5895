/** How things stand with the name on what somebody earned in one edition. */
export type NameStanding = Readonly<{
  /** What is printed now; null while nothing is there that counts. */
  printed: string | null;
  /** She has corrected it herself. */
  wasCorrected: boolean;
  isWaiting: boolean;
}>;

/** Why the holder cannot correct the name by herself. */
export function whyNotCorrect({ printed, wasCorrected, isWaiting }: NameStanding, newName: string): 'nothing-to-correct' | 'name-correction-used' | 'name-correction-waiting' | 'name-unchanged' | null {
  if (printed === null) return 'nothing-to-correct';
  if (wasCorrected) return 'name-correction-used';
  if (isWaiting) return 'name-correction-waiting';
  return printed === newName ? 'name-unchanged' : null;
}

/** Why she cannot ask for another name: what she may do herself needs nobody. */
export function whyNotAsk({ printed, wasCorrected, isWaiting }: NameStanding, newName: string): 'nothing-to-correct' | 'correct-it-yourself' | 'name-correction-waiting' | 'name-unchanged' | null {
  if (printed === null) return 'nothing-to-correct';
  if (!wasCorrected) return 'correct-it-yourself';
  if (isWaiting) return 'name-correction-waiting';
  return printed === newName ? 'name-unchanged' : null;
}

/** Why nobody can decide about it any more. */
export const whyNotDecide = (correction: Readonly<{ state: 'waiting' | 'granted' | 'declined' }>): 'name-correction-decided' | null => (correction.state === 'waiting' ? null : 'name-correction-decided');
