import type TurndownService from 'turndown';
import type { LinkTarget } from './links';
import { DECORATION, writtenAddress } from './html-cleaning';
import { isInside, type MarkupNode } from './markdown-blocks';
import { BREAK, escapeAddress, escapeMarkdown, inOneLine, PICTURE, splitEdgeBreaks } from './markdown-text';
import { videoAddress } from './video-hosts';

export interface InlineOptions {
  links: ReadonlyMap<string, LinkTarget>;
  pictures: ReadonlyMap<string, LinkTarget>;
}

const HEADINGS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'TH', 'DT', 'CAPTION'];

/** Words, links, pictures, and the frames and players that become links. */
export function addInlineRules(service: TurndownService, options: InlineOptions): void {
  addWordRules(service);
  service.addRule('link', {
    filter: 'a',
    replacement: (content: string, node: MarkupNode) => link(content, options.links.get(writtenAddress(node.getAttribute('href'))), node),
  });
  service.addRule('picture', { filter: 'img', replacement: (_content: string, node: MarkupNode) => picture(node, options.pictures) });
  service.addRule('frame', {
    filter: ['iframe', 'embed'],
    replacement: (_content: string, node: MarkupNode) => frame(node, [writtenAddress(node.getAttribute('src'))], options.links),
  });
  service.addRule('player', {
    filter: ['video', 'audio'],
    replacement: (_content: string, node: MarkupNode) => frame(node, sourcesOf(node), options.links),
  });
  service.addRule('decoration', { filter: (node: MarkupNode) => node.nodeName === DECORATION.toUpperCase(), replacement: () => '' });
}

function addWordRules(service: TurndownService): void {
  service.addRule('lineBreak', { filter: 'br', replacement: () => BREAK });
  service.addRule('strong', {
    filter: ['strong', 'b'],
    replacement: (content: string, node: MarkupNode) => marked(content, '**', node, ['STRONG', 'B', ...HEADINGS]),
  });
  service.addRule('emphasis', {
    filter: ['em', 'i'],
    replacement: (content: string, node: MarkupNode) => marked(content, '*', node, ['EM', 'I']),
  });
  service.addRule('deleted', {
    filter: ['del', 's', 'strike'],
    replacement: (content: string, node: MarkupNode) => marked(content, '~~', node, ['DEL', 'S', 'STRIKE']),
  });
  service.addRule('raised', { filter: 'sup', replacement: (content: string) => shifted(content, RAISED, '^') });
  service.addRule('lowered', { filter: 'sub', replacement: (content: string) => shifted(content, LOWERED, '_') });
}

function marked(content: string, mark: string, node: MarkupNode, within: readonly string[]): string {
  const { before, words, after } = splitEdgeBreaks(content);
  // A mark cannot span blocks, and twice the same mark undoes itself.
  const isPicture = /^\ue007\[[^\]]*\]\([^)]*\)$/.test(words);
  if (words === '' || isPicture || words.includes('\n\n') || isInside(node, within)) return content;
  const isGlued = /[\p{L}\p{N}]$/u.test(textBeside(node, 'previousSibling')) && /^[^\p{L}\p{N}\s]/u.test(words);
  const isGluedBehind = /^[\p{L}\p{N}]/u.test(textBeside(node, 'nextSibling')) && /[^\p{L}\p{N}\s]$/u.test(words);
  // Beside punctuation a mark only counts with a space on its other side.
  const wrapped = words
    .split(BREAK)
    .map((line) => (line.trim() === '' ? line : `${mark}${line.trim()}${mark}`))
    .join(BREAK);
  return `${before}${isGlued ? ' ' : ''}${wrapped}${after === '' && isGluedBehind ? ' ' : after}`;
}

const INLINE = new Set(['A', 'B', 'DEL', 'EM', 'I', 'S', 'SPAN', 'STRIKE', 'STRONG', 'U']);

/** The text right before or behind, even when the node is the first or last of the words around it. */
function textBeside(node: MarkupNode, side: 'previousSibling' | 'nextSibling'): string {
  for (let at: MarkupNode | null = node; at !== null; at = at.parentNode) {
    const beside = at[side];
    if (beside !== null) return beside.nodeName === 'BR' ? '' : (beside.textContent ?? '');
    if (at.parentNode === null || !INLINE.has(at.parentNode.nodeName)) return '';
  }
  return '';
}

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()n'].map((plain, index) => [plain, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][index] ?? plain]),
);
const LOWERED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-=()'].map((plain, index) => [plain, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][index] ?? plain]),
);

/** x² and H₂O by their own characters; `1st` as it is read; anything else with the usual sign in front. */
function shifted(content: string, characters: Readonly<Record<string, string>>, sign: string): string {
  const words = content.trim();
  if (words === '') return '';
  if ([...words].every((character) => Object.hasOwn(characters, character)))
    return [...words].map((character) => characters[character]).join('');
  return /^\p{L}{1,3}$/u.test(words) && sign === '^' ? words : `${escapeMarkdown(sign)}(${words})`;
}

function link(content: string, target: LinkTarget | undefined, node: MarkupNode): string {
  const { before, words, after } = splitEdgeBreaks(content);
  const label = inOneLine(words);
  if (target === undefined || target.to === 'nowhere') return content;
  if (target.to === 'mail')
    return label.includes(target.address.replace(/[_*]/g, '\\$&')) || label.includes(target.address)
      ? content
      : `${content} (${escapeMarkdown(target.address)})`;
  if (label === '') return target.to === 'media' ? ` [${escapeMarkdown(target.fileName)}](${target.address})` : '';
  const isGlued = /[).,;:!?]$/.test(textBeside(node, 'previousSibling')) && !/^\s/.test(node.textContent ?? '');
  return `${before}${isGlued ? ' ' : ''}[${label}](${escapeAddress(target.address)})${after}`;
}

function picture(node: MarkupNode, pictures: ReadonlyMap<string, LinkTarget>): string {
  const formula = node.getAttribute('data-equation-content');
  if (formula) return codeSpan(formula);
  const words = escapeMarkdown(inOneLine(node.getAttribute('alt') ?? ''));
  const target = pictures.get(writtenAddress(node.getAttribute('src')));
  if (target?.to === 'media') return `${PICTURE}[${words}](${escapeAddress(target.address)})`;
  // Our pages show no pictures of other sites; inside a link there is no room for another one.
  return target?.to === 'web' && words !== '' && !isInside(node, ['A']) ? `[${words}](${escapeAddress(target.address)})` : words;
}

function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const mark = '`'.repeat(longest + 1);
  return `${mark} ${inOneLine(text)} ${mark}`.replace(/^(`) ([^`].*[^`]|[^`]) \1$/s, '$1$2$1');
}

function sourcesOf(player: MarkupNode): string[] {
  const own = player.getAttribute('src');
  const sources = Array.from(player.childNodes)
    .filter((child) => child.nodeName === 'SOURCE')
    .map((source) => source.getAttribute('src'));
  return [own, ...sources].filter((address) => address !== null).map(writtenAddress);
}

/** A frame shows someone else's page: here it is a link to that page. */
function frame(node: MarkupNode, addresses: readonly string[], links: ReadonlyMap<string, LinkTarget>): string {
  for (const written of addresses) {
    const target = links.get(written);
    if (target === undefined || target.to === 'nowhere' || target.to === 'mail') continue;
    const address = target.to === 'web' ? (videoAddress(target.address) ?? target.address) : target.address;
    const title = inOneLine(node.getAttribute('title') ?? '') || nameOf(target, address);
    return `\n\n[${escapeMarkdown(title)}](${escapeAddress(address)})\n\n`;
  }
  return '';
}

/** A whole address is nothing that a screen reader should have to spell out. */
function nameOf(target: LinkTarget, address: string): string {
  if (target.to === 'media') return target.fileName;
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
  return videoAddress(address) === null ? host || '→' : `Video (${host})`;
}
