import sanitizeHtml from 'sanitize-html';
import { withoutControls } from './text-encoding';
import { decodeEntities } from './xml';

const LONGEST_FRAGMENT = 100_000;

/** One line of plain text, cut at `most` characters: a title, a name. Empty where there is none. */
export function oneLine(text: string, most: number): string {
  const line = withoutControls(sliceWhole(text, LONGEST_FRAGMENT)).replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${sliceWhole(line, most - 1).trimEnd()}…`;
}

/** The words of a piece of HTML without any markup; pictures leave their alternative text. */
export function wordsOf(html: string): string {
  const words = sanitizeHtml(sliceWhole(html, LONGEST_FRAGMENT), {
    allowedTags: ['img'],
    allowedAttributes: { img: ['alt'] },
    nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'svg', 'template', 'noscript', 'title'],
  });
  return decodeEntities(words.replace(/<img(?: alt="([^"]*)")? \/>/g, ' $1 '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first `length` characters, without tearing the last one apart. */
export function sliceWhole(text: string, length: number): string {
  const slice = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(slice) ? slice.slice(0, -1) : slice;
}
