import { pointsOf, type RatedCriterion } from '../grading/agreement.rules';
import type { ReviewDraft } from './draft.rules';

/** What a reviewer is asked to look at again. It never stands in her way. */
export const WARNINGS = ['too-short', 'copied', 'hasty'] as const;
export type ReviewWarning = (typeof WARNINGS)[number];

/** Letters of a whole review below which nothing much can have been said: some fifteen words. */
const LEAST_LETTERS = 80;
/** A sign of these scripts says as much as several letters of an alphabet do. */
const DENSE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/gu;
const DENSE_COUNTS = 3;
/** Seconds in which nobody reads a work and weighs it. */
const HASTY_SECONDS = 120;
/** Letters a shingle has: so many in a row are rarely the same by chance. */
const SHINGLE = 10;
/** Texts shorter than so many shingles say too little of themselves to be likened. */
const LEAST_SHINGLES = 30;
const LIKE_AN_EARLIER_ONE = 0.8;
const LIKE_THE_WORK = 0.6;

/** How much a text says: its letters and digits in any script, without marks, spaces and punctuation; dense scripts count threefold. */
export function lettersIn(text: string): number {
  const letters = [...text.normalize('NFC').matchAll(/[\p{L}\p{N}]/gu)].length;
  return letters + (DENSE_COUNTS - 1) * [...text.matchAll(DENSE)].length;
}

/** All that a reviewer wrote, as one text. */
export const wordsOf = ({ comments, overall, keeps, suggests }: Omit<ReviewDraft, 'scores'>): string => [...Object.values(comments), overall, keeps, suggests].filter((text) => text.trim() !== '').join('\n');

export type Circumstances = Readonly<{
  /** Texts of the same person's earlier reviews. */
  earlier: readonly string[];
  /** The text of the work. */
  work: string;
  secondsSinceClaim: number;
}>;

/** What to ask a reviewer about before her review is taken, in the order of WARNINGS. */
export function warningsOf(criteria: readonly RatedCriterion[], draft: ReviewDraft, { earlier, work, secondsSinceClaim }: Circumstances): ReviewWarning[] {
  const words = wordsOf(draft);
  const found: Record<ReviewWarning, boolean> = {
    'too-short': lettersIn(words) < LEAST_LETTERS,
    copied: isCopied(words, earlier, work),
    hasty: secondsSinceClaim < HASTY_SECONDS && isAllTop(criteria, draft),
  };
  return WARNINGS.filter((warning) => found[warning]);
}

function isCopied(words: string, earlier: readonly string[], work: string): boolean {
  const plain = plainOf(words);
  if (plain === '') return false;
  if (earlier.some((text) => plainOf(text) === plain)) return true;
  const shingles = shinglesIn(plain);
  if (shingles.size < LEAST_SHINGLES) return false;
  return earlier.some((text) => shareOf(shingles, text) >= LIKE_AN_EARLIER_ONE) || shareOf(shingles, work) >= LIKE_THE_WORK;
}

const plainOf = (text: string): string => (text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []).join('');

function shinglesIn(plain: string): Set<string> {
  const signs = [...plain];
  return new Set(signs.slice(SHINGLE - 1).map((_, index) => signs.slice(index, index + SHINGLE).join('')));
}

/** The share of these shingles that another text holds too. */
function shareOf(shingles: ReadonlySet<string>, text: string): number {
  const others = shinglesIn(plainOf(text));
  return [...shingles].filter((shingle) => others.has(shingle)).length / shingles.size;
}

function isAllTop(criteria: readonly RatedCriterion[], { scores }: ReviewDraft): boolean {
  return criteria.length > 0 && criteria.every((criterion) => pointsOf(criterion, scores) === Math.max(...criterion.levels.map(({ points }) => points)));
}

/** Minutes that reading a work and reviewing it take: about a thousand letters and a half criterion a minute, in fives. */
export const minutesFor = (work: string, criteria: number): number => Math.max(5, Math.round((lettersIn(work) / 1_000 + 2 * criteria + 3) / 5) * 5);
