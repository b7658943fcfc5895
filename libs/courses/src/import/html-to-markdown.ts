import TurndownService from 'turndown';
import { cleanHtml, countTags } from './html-cleaning';
import { resolveLink, type LinkTarget, type LinkUse } from './links';
import { LONGEST_MARKDOWN } from './limits';
import { addBlockRules, insertCode, type MarkupNode } from './markdown-blocks';
import { addInlineRules } from './markdown-inline';
import { addTableRules } from './markdown-tables';
import { escapeMarkdown, finishMarkdown } from './markdown-text';
import type { Cartridge } from './cartridge';
import { UnusableFile } from './unreadable-package';

/** Markdown of a page or of a piece of HTML in `path`. What is left out, and links that lead nowhere, go to the report. */
export async function markdownOf(html: string, path: string, cartridge: Cartridge): Promise<string> {
  if (html.trim() === '') return '';
  cartridge.spendTags(countTags(html));
  const clean = cleanHtml(html);
  for (const reason of clean.dropped) cartridge.report.skipped(path, reason);
  const links = await targetsOf(clean.links, 'link', path, cartridge);
  const pictures = await targetsOf(clean.pictures, 'picture', path, cartridge);
  const markdown = writeMarkdown(clean.html, links, pictures);
  if (markdown.length > LONGEST_MARKDOWN) throw new UnusableFile('The page is too long to be converted.');
  return markdown;
}

async function targetsOf(
  addresses: ReadonlySet<string>,
  use: LinkUse,
  path: string,
  cartridge: Cartridge,
): Promise<Map<string, LinkTarget>> {
  const targets = new Map<string, LinkTarget>();
  for (const address of addresses) if (address !== '') targets.set(address, await resolveLink(address, path, use, cartridge));
  return targets;
}

/** The converter itself: cleaned HTML in, Markdown out, the addresses already resolved. */
export function writeMarkdown(html: string, links: ReadonlyMap<string, LinkTarget>, pictures: ReadonlyMap<string, LinkTarget>): string {
  const code: string[] = [];
  const service = new TurndownService({
    hr: '---',
    blankReplacement: (_content: string, node: MarkupNode) => (BLANK_BLOCKS.has(node.nodeName) ? '\n\n' : ''),
  });
  service.escape = escapeMarkdown;
  addBlockRules(service, { headingShift: /<h1[ >]/.test(html) ? 1 : 0, code });
  addTableRules(service);
  addInlineRules(service, { links, pictures });
  return insertCode(finishMarkdown(converted(service, html)), code);
}

const BLANK_BLOCKS = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'BLOCKQUOTE',
  'PRE',
  'SECTION',
  'ARTICLE',
  'FIGURE',
]);

function converted(service: TurndownService, html: string): string {
  try {
    return service.turndown(html);
  } catch (error) {
    if (error instanceof RangeError) throw new UnusableFile('The page is nested too deep to be converted.', { cause: error });
    throw error;
  }
}
