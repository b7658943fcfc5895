import { assert, asyncProperty, constantFrom, array, oneof, string } from 'fast-check';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { decodeEntities } from './xml';
import { cleanHtml } from './html-cleaning';
import { writeMarkdown } from './html-to-markdown';

const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const oneSpace = (text: string) => text.replace(/\s+/g, ' ').trim();
const shown = (markdown: string) => oneSpace(decodeEntities(sanitizeHtml(renderer.render(markdown), { allowedTags: [] })));
const converted = (html: string) => writeMarkdown(cleanHtml(html).html, new Map(), new Map());

const sign = constantFrom(
  '*',
  '_',
  '`',
  '[',
  ']',
  '(',
  ')',
  '#',
  '-',
  '+',
  '1.',
  '2)',
  '>',
  '<',
  '&',
  '&amp;',
  '<b>',
  '~~',
  '|',
  '\\',
  '!',
  '![',
  '](',
  '=',
  '---',
  '```',
  '  ',
  '\u00a0',
  'a',
  'Wörter',
  '数学',
  '.',
  ':',
  'https://a.example/_x_',
);
const words = array(oneof({ arbitrary: sign, weight: 3 }, string({ maxLength: 6 })), { minLength: 1, maxLength: 12 }).map((parts) =>
  Buffer.from(parts.join(' ').concat(parts.join('')))
    .toString('utf8')
    .replace(/[^\P{Cc}]|[\ue000-\ue00f]/gu, ''),
);

describe('any text, however it is marked, reads after the conversion as it did before', () => {
  it.each([
    ['in a paragraph', (text: string) => `<p>${text}</p>`],
    ['in a list', (text: string) => `<ul><li>${text}</li></ul>`],
    ['in a quotation', (text: string) => `<blockquote><p>${text}</p></blockquote>`],
    ['in a heading', (text: string) => `<h2>${text}</h2>`],
    ['in the cell of a table', (text: string) => `<table><tr><th>a</th><th>b</th></tr><tr><td>${text}</td><td>c</td></tr></table>`],
    ['after a line break', (text: string) => `<p>x<br>${text}</p>`],
    ['in bold words', (text: string) => `<p><strong>${text}</strong></p>`],
  ])('%s', async (_name, wrap) => {
    await assert(
      asyncProperty(words, async (text) => {
        const expected = oneSpace(
          decodeEntities(sanitizeHtml(wrap(escaped(text)).replace(/<(td|th|br|tr)>/g, ' <$1>'), { allowedTags: [] })),
        );
        expect(shown(converted(wrap(escaped(text))))).toBe(expected);
      }),
      { numRuns: 150, seed: 20_270_301 },
    );
  });
});
