import { withoutMentions } from './mentions.rules';

/** Characters of a quoted post: a whole essay below an essay helps nobody. */
const LONGEST_QUOTE = 1_000;

/** A post as a quotation in Markdown, with who said it, and a line to write on. */
export function quoted(markdown: string, said: string): string {
  const words = withoutMentions(markdown).trim();
  const cut = words.length <= LONGEST_QUOTE ? words : `${words.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, '')} …`;
  return `${`${said}\n\n${cut}`.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}\n\n`;
}
