import type { Cartridge, Placement } from './cartridge';
import { baseName } from './entry-names';
import { markdownOf } from './html-to-markdown';
import { PAGE_CHARACTERS } from './limits';
import { oneLine, wordsOf } from './plain-text';
import type { ActivityDraft } from './activity-drafts';
import { splitMarkdown } from './markdown-splitting';
import { UnusableFile } from './unreadable-package';
import { videoAddress } from './video-hosts';

/** A page of HTML becomes Markdown; a page that is nothing but one video becomes a video. */
export async function convertPage(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const html = await cartridge.page(placement.path);
  const title = placement.title ?? titleOfPage(html) ?? titleOfPath(placement.path);
  const markdown = withoutOwnTitle(await markdownOf(html, placement.path, cartridge), title);
  if (markdown === '') throw new UnusableFile('The page is empty.');
  const head = { title, required: placement.isRequired };
  const video = onlyVideo(markdown, cartridge);
  if (video !== null) {
    cartridge.report.converted(placement.path, 'video');
    return [{ ...head, key: placement.key, kind: 'video', url: video }];
  }
  cartridge.report.converted(placement.path, 'page');
  const parts = splitMarkdown(markdown, PAGE_CHARACTERS);
  return parts.map((part, index) => ({
    ...head,
    title: index === 0 ? title : `${oneLine(title, 290)} (${index + 1})`,
    key: index === 0 ? placement.key : cartridge.keys.take(`${placement.key}-part-${index + 1}`),
    kind: 'page',
    markdown: part,
  }));
}

/** Any other file: a video is shown, the rest is offered for download. */
export async function convertFile(placement: Placement, cartridge: Cartridge): Promise<ActivityDraft[]> {
  const media = await cartridge.media.take(placement.path);
  if (media === null) return [];
  const head = { key: placement.key, title: placement.title ?? titleOfPath(placement.path), required: placement.isRequired };
  if (media.contentType.startsWith('video/')) {
    cartridge.report.converted(placement.path, 'video');
    return [{ ...head, kind: 'video', url: `/media/${media.placeholder}` }];
  }
  cartridge.report.converted(placement.path, 'resource');
  return [{ ...head, kind: 'resource', mediaId: media.placeholder }];
}

export function titleOfPath(path: string): string {
  return oneLine(baseName(path), 300) || 'File';
}

function titleOfPage(html: string): string | null {
  const start = html.search(/<title[\s>]/i);
  if (start === -1) return null;
  const [, title = ''] = /^<title[^>]{0,500}>([^<]{0,2000})/i.exec(html.slice(start, start + 3_000)) ?? [];
  return oneLine(wordsOf(title), 300) || null;
}

/** The activity shows its title; the same words as the first heading would say it twice. */
function withoutOwnTitle(markdown: string, title: string): string {
  const [, words = '', rest = ''] = /^#{1,6} ([^\n]*)(?:\n+|$)([^]*)$/.exec(markdown) ?? [];
  const plain = (text: string) =>
    text
      .replace(/[\\*_`]/g, '')
      .trim()
      .toLowerCase();
  return words !== '' && plain(words) === plain(title) ? rest : markdown;
}

function onlyVideo(markdown: string, cartridge: Cartridge): string | null {
  const [, address] = /^\[[^\n]{0,1000}?\]\(([^()\s]{1,2000})\)$/.exec(markdown) ?? [];
  if (address === undefined || markdown.indexOf('](') !== markdown.lastIndexOf('](')) return null;
  const media = cartridge.media.all().find((kept) => `/media/${kept.placeholder}` === address);
  return media?.contentType.startsWith('video/') ? address : videoAddress(address);
}
