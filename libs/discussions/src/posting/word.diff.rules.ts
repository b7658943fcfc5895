/** A stretch of a text: it stayed, was added or was removed. */
export type WordStretch = Readonly<{ kind: 'same' | 'added' | 'removed'; text: string }>;

/** Beyond this two texts are not compared word by word: nobody would read what comes out. */
const MOST_COMPARISONS = 4_000_000;

/** Words with the spaces behind them, so that nothing of a text is lost. */
const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}\p{M}'’_-]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** How one wording became another, word by word: the longest common run of words stays. */
export function wordDiff(before: string, after: string): WordStretch[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;

  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return joined([...stretch('same', old.slice(0, start)), ...middle, ...stretch('same', end === 0 ? [] : old.slice(-end))]);
}

function between(old: string[], now: string[]): WordStretch[] {
  if (old.length * now.length > MOST_COMPARISONS) return [...stretch('removed', old), ...stretch('added', now)];
  // common[i][j]: words in common from old word i and new word j on.
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) common[i * width + j] = old[i] === now[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);

  const stretches: WordStretch[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      stretches.push({ kind: 'same', text: old[i]! });
      i++;
      j++;
    } else if (j === now.length || (i < old.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) stretches.push({ kind: 'removed', text: old[i++]! });
    else stretches.push({ kind: 'added', text: now[j++]! });
  }
  return stretches;
}

const stretch = (kind: WordStretch['kind'], words: readonly string[]): WordStretch[] => (words.length === 0 ? [] : [{ kind, text: words.join('') }]);

/** Neighbours of one kind as one stretch. */
function joined(stretches: readonly WordStretch[]): WordStretch[] {
  const all: WordStretch[] = [];
  for (const { kind, text } of stretches) {
    const last = all.at(-1);
    if (last?.kind === kind) all[all.length - 1] = { kind, text: last.text + text };
    else all.push({ kind, text });
  }
  return all;
}
