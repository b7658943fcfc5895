/**
 * Takes away links and pictures whose address is gone, and keeps their words. Works on the Markdown that the importer
 * writes: `[words](address)` and `![words](address)`, brackets inside words escaped or paired.
 */
export function unlink(markdown: string, isGone: (address: string) => boolean): string {
  let result = markdown;
  for (let at = result.lastIndexOf(']('); at !== -1; at = at === 0 ? -1 : result.lastIndexOf('](', at - 1)) {
    const end = result.indexOf(')', at);
    if (end === -1 || !isGone(result.slice(at + 2, end))) continue;
    const open = openingOf(result, at);
    if (open === null) continue;
    const start = result[open - 1] === '!' ? open - 1 : open;
    result = result.slice(0, start) + result.slice(open + 1, at) + result.slice(end + 1);
  }
  return result;
}

const LONGEST_WORDS = 5_000;

function openingOf(text: string, closing: number): number | null {
  let depth = 1;
  for (let at = closing - 1; at >= Math.max(0, closing - LONGEST_WORDS); at -= 1) {
    if (text[at - 1] === '\\' || (text[at] !== '[' && text[at] !== ']')) continue;
    depth += text[at] === ']' ? 1 : -1;
    if (depth === 0) return at;
  }
  return null;
}
