/** What people of one blind assignment call each other. Source: domain.md, invariant 6. */

export type Anonymity = 'double-blind' | 'single-blind' | 'named';

/** What one participant is shown of another: a pseudonym, or a name where the assignment is not blind on that side. */
export type Colleague = Readonly<{ pseudonym: string; name: null }> | Readonly<{ pseudonym: null; name: string }>;

/** Whether reviewers do not learn whose work they read. */
export const isAuthorHidden = (anonymity: Anonymity): boolean => anonymity === 'double-blind';
/** Whether authors do not learn who reviewed them. */
export const isReviewerHidden = (anonymity: Anonymity): boolean => anonymity !== 'named';

/** Without vowels, so that no word comes of them, and without what reads like something else. */
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ';
const DIGITS = '23456789';
const ALPHABETS = [LETTERS, DIGITS, LETTERS, DIGITS];

/** Such as `K7Q4`: 23,104 there are. `signature`: at least 8 characters of base64url that nobody without the secret can tell. */
export function pseudonymFrom(signature: string): string {
  let rest = Array.from(signature.slice(0, 8), sixBits).reduce((sum, bits) => sum * 64 + bits, 0);
  return ALPHABETS.map((alphabet) => {
    const sign = alphabet[rest % alphabet.length]!;
    rest = Math.floor(rest / alphabet.length);
    return sign;
  }).join('');
}

const sixBits = (sign: string): number => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(sign);
