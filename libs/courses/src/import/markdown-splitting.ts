import { sliceWhole } from './plain-text';

/** Parts of at most `most` characters, cut before a heading where there is one, else between paragraphs. */
export function splitMarkdown(markdown: string, most: number): string[] {
  const parts: string[] = [];
  let rest = markdown;
  while (rest.length > most) {
    const cut = cutBefore(rest, most);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  parts.push(rest);
  return parts.filter((part) => part !== '');
}

function cutBefore(text: string, most: number): number {
  const half = Math.floor(most / 2);
  for (const mark of ['\n\n# ', '\n\n## ', '\n\n### ', '\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(mark, most - 1);
    if (at >= half) return at;
  }
  return sliceWhole(text, most).length;
}
