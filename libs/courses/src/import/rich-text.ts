import type { Cartridge } from './cartridge';
import { markdownOf } from './html-to-markdown';
import { PAGE_CHARACTERS, PAGE_BYTES } from './limits';
import { markdownOfText } from './markdown-text';
import { splitMarkdown } from './markdown-splitting';
import { UnusableFile } from './unreadable-package';
import { attribute, type XmlElement, textOf } from './xml';

/** The Markdown of a text element, which says by `texttype` whether it holds HTML or plain words. */
export async function richText(element: XmlElement | null, path: string, cartridge: Cartridge): Promise<string> {
  if (element === null) return '';
  const text = textOf(element);
  if (text.length > PAGE_BYTES) throw new UnusableFile('A text in it is too long.');
  const isPlain = attribute(element, 'texttype') === 'text/plain';
  const markdown = isPlain ? paragraphs(text) : await markdownOf(text, path, cartridge);
  const [first = '', ...rest] = splitMarkdown(markdown, PAGE_CHARACTERS);
  if (rest.length > 0) cartridge.report.skipped(path, `A text in it was cut after ${first.length} characters.`);
  return first;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => markdownOfText(line))
        .filter((line) => line !== '')
        .join('  \n'),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
