/** What the check needs to see in Markdown: found by its marks, code left aside. */

const withoutCode = (markdown: string): string =>
  markdown
    .replace(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))/gm, '')
    .replace(/(`+)(?!`)[^`]*?\1/g, '');

/** Where links and pictures lead: inline, by reference, and in angle brackets. */
export function addressesIn(markdown: string): string[] {
  const text = withoutCode(markdown);
  const patterns = [/\]\(\s*<?([^\s<>()]+)/g, /^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)/gm, /<((?:https?|activity):[^\s<>]+)>/g];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, address]) => address!));
}

/** How many pictures have no alternative text. */
export const picturesWithoutText = (markdown: string): number => [...withoutCode(markdown).matchAll(/!\[\s*\][([]/g)].length;
