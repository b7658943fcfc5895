import type TurndownService from 'turndown';
import { CODE, inOneLine, settleBreaks } from './markdown-text';

/** The part of the document tree that the rules look at. */
export interface MarkupNode {
  nodeName: string;
  textContent: string | null;
  parentNode: MarkupNode | null;
  previousSibling: MarkupNode | null;
  nextSibling: MarkupNode | null;
  previousElementSibling?: MarkupNode | null;
  childNodes: ArrayLike<MarkupNode>;
  getAttribute(name: string): string | null;
}

export interface BlockOptions {
  /** Added to the level of each heading: the page's own title stands above them. */
  headingShift: number;
  /** Filled with the text of code blocks, which no later step may touch. */
  code: string[];
}

/** Headings, lists, quotations, code and the other blocks. */
export function addBlockRules(service: TurndownService, options: BlockOptions): void {
  service.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content: string, node: MarkupNode) => heading(inOneLine(content), node, options.headingShift),
  });
  service.addRule('list', { filter: ['ul', 'ol'], replacement: (content: string, node: MarkupNode) => list(content, node) });
  const numbers = new WeakMap<MarkupNode, number>();
  service.addRule('listItem', { filter: 'li', replacement: (content: string, node: MarkupNode) => listItem(content, node, numbers) });
  service.addRule('quotation', {
    filter: 'blockquote',
    replacement: (content: string) => `\n\n${settleBreaks(content).trim().replace(/^/gm, '> ').replace(/^> $/gm, '>')}\n\n`,
  });
  service.addRule('code', {
    filter: 'pre',
    replacement: (_content: string, node: MarkupNode) => `\n\n${CODE}${options.code.push(preformatted(node)) - 1}${CODE}\n\n`,
  });
  service.addRule('definedTerm', {
    filter: ['dt', 'legend', 'summary'],
    replacement: (content: string) => `\n\n**${inOneLine(content)}**\n\n`,
  });
  service.addRule('figureCaption', { filter: 'figcaption', replacement: (content: string) => `\n\n*${inOneLine(content)}*\n\n` });
  service.addRule('blocks', {
    filter: ['details', 'fieldset', 'center'],
    replacement: (content: string) => `\n\n${content}\n\n`,
  });
}

function preformatted(node: MarkupNode): string {
  if (node.nodeName === 'BR') return '\n';
  return node.nodeName === '#text' ? (node.textContent ?? '') : Array.from(node.childNodes, preformatted).join('');
}

function heading(words: string, node: MarkupNode, shift: number): string {
  if (words === '') return '\n\n';
  // A heading as an item of a list is a bold line: the list is the structure.
  if (isInside(node, ['LI', 'TD', 'TH'])) return `\n\n**${words}**\n\n`;
  const level = Math.min(6, Number(node.nodeName.charAt(1)) + shift);
  // Number signs at the end would be taken for a closing mark.
  return `\n\n${'#'.repeat(level)} ${words.replace(/(^|[\s\ue006])(?=#{1,20}$)/, '$1\\')}\n\n`;
}

function list(content: string, node: MarkupNode): string {
  const parent = node.parentNode?.nodeName ?? '';
  if (parent === 'LI') return `\n${content.trimEnd()}\n`;
  // A list directly inside a list is meant one step deeper, if there is an item that it can belong to.
  if (parent !== 'UL' && parent !== 'OL') return `\n\n${content}\n\n`;
  const by = parent === 'OL' ? '   ' : '  ';
  const isBelowItem = node.previousElementSibling?.nodeName === 'LI';
  return isBelowItem ? `\n${by}${indent(content.trim(), by)}\n` : `\n${content.trim()}\n`;
}

function listItem(content: string, node: MarkupNode, numbers: WeakMap<MarkupNode, number>): string {
  const text = settleBreaks(content).trim();
  if (text === '') return '';
  const parent = node.parentNode;
  if (parent === null || parent.nodeName !== 'OL') return `- ${indent(text, '  ')}\n`;
  const number = (numbers.get(parent) ?? firstNumber(parent) - 1) + 1;
  numbers.set(parent, number);
  const mark = `${number}. `;
  return `${mark}${indent(text, ' '.repeat(mark.length))}\n`;
}

function firstNumber(list: MarkupNode): number {
  const start = Number(list.getAttribute('start') ?? 1);
  return Number.isInteger(start) && start >= 0 && start < 1_000_000 ? start : 1;
}

/** Every line but the first. */
function indent(text: string, by: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${by}`);
}

export function isInside(node: MarkupNode, names: readonly string[]): boolean {
  for (let at = node.parentNode; at !== null; at = at.parentNode) if (names.includes(at.nodeName)) return true;
  return false;
}

/** Puts code blocks where their marks are, under the same quotation marks and indents as the line of the mark. */
export function insertCode(markdown: string, code: readonly string[]): string {
  if (code.length === 0) return markdown;
  return markdown
    .split('\n')
    .map((line) => {
      const [before = '', index, after = ''] = line.split(CODE);
      if (index === undefined) return line;
      const prefix = before.replace(/[^>]/g, ' ');
      return [before, fenced(code[Number(index)] ?? '').replaceAll('\n', `\n${prefix}`), after].join('');
    })
    .join('\n');
}

function fenced(code: string): string {
  const longest = (code.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code.replace(/^\n/, '').replace(/\n$/, '')}\n${fence}`;
}
