import { wordsOf } from './shingles.rules';

/** A stretch of a text; `isShared`: the other text has it too. */
export type Passage = Readonly<{ text: string; isShared: boolean }>;

/** So many words in a row are no accident. */
const TOGETHER = 5;
const TOKENS = /[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu;

/** A text in stretches, with those marked that stand word for word in the other. */
export function passagesOf(text: string, other: string): Passage[] {
  const tokens = text.normalize('NFKC').match(TOKENS) ?? [];
  // A run of a script without spaces is many words.
  const words = tokens.flatMap((token, at) => wordsOf(token).map((word) => ({ word, at })));
  const known = new Set(runsOf(wordsOf(other)));
  const shared = new Set<number>();
  runsOf(words.map(({ word }) => word)).forEach((run, start) => {
    if (known.has(run)) for (const { at } of words.slice(start, start + TOGETHER)) shared.add(at);
  });
  // What stands between two shared words belongs to them.
  const isShared = tokens.map((token, at) => shared.has(at) || (shared.has(at - 1) && shared.has(at + 1) && wordsOf(token).length === 0));
  const starts = tokens.flatMap((_, at) => (at === 0 || isShared[at] !== isShared[at - 1] ? [at] : []));
  return starts.map((start, index) => ({ text: tokens.slice(start, starts[index + 1]).join(''), isShared: isShared[start]! }));
}

const runsOf = (words: readonly string[]): string[] => words.slice(TOGETHER - 1).map((_, start) => words.slice(start, start + TOGETHER).join(' '));
