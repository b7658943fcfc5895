import type { SubmissionContent } from '../submission.entity';

/** Words that stand together: as many as make an accident unlikely, and few enough to survive an edit nearby. */
const TOGETHER = 5;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words: every letter counts by itself. */
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]\p{M}*/gu;
const HEADING = /^\s{0,3}#{1,6}\s/;

/** The words of a text in any language, without case, marks of Markdown and punctuation. */
export function wordsOf(text: string): string[] {
  const runs = text.normalize('NFKC').toLowerCase().match(WORDS) ?? [];
  return runs.flatMap((run) => lettersOf(run) ?? [run]);
}

/** The letters of a run of a script without spaces; null for any other. */
function lettersOf(run: string): string[] | null {
  const letters = run.match(SPACELESS);
  return letters && letters.join('').length * 2 > run.length ? letters : null;
}

/**
 * What authors wrote themselves: no headings of Markdown, and no line that the assignment gave to everybody
 * (its prompt, and the titles and hints of its form).
 */
export function ownWords({ markdown, fields }: Pick<SubmissionContent, 'markdown' | 'fields'>, given: readonly string[]): string[] {
  const lineOf = (line: string) => wordsOf(line).join(' ');
  const theirs = new Set(given.flatMap((text) => text.split('\n')).map(lineOf));
  const lines = [markdown, ...Object.keys(fields).sort().map((key) => fields[key]!)].flatMap((text) => text.split('\n'));
  return lines.filter((line) => !HEADING.test(line) && !theirs.has(lineOf(line))).flatMap(wordsOf);
}

/** Every five words that stand together, as a 32-bit number; each once. */
export function shinglesOf(words: readonly string[]): number[] {
  const shingles = new Set<number>();
  for (let start = 0; start + TOGETHER <= words.length; start++) shingles.add(hashOf(words.slice(start, start + TOGETHER).join(' ')));
  return [...shingles];
}

/** FNV-1a, mixed at the end. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

/** The finishing step of MurmurHash3: a permutation of the 32-bit numbers. */
export function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
