import type { Cartridge } from './cartridge';
import { baseName } from './entry-names';
import { resolveLink } from './links';
import { escapeAddress, markdownOfText } from './markdown-text';
import { attribute, childOf, childrenOf, type XmlElement } from './xml';

/** Files that hang on a topic or an assignment, as a list of links in Markdown; empty where there are none. */
export async function listAttachments(root: XmlElement, path: string, cartridge: Cartridge): Promise<string> {
  const list = childOf(root, 'attachments');
  if (list === null) return '';
  const lines: string[] = [];
  for (const attachment of childrenOf(list, 'attachment')) {
    const href = attribute(attachment, 'href') ?? '';
    const target = await resolveLink(href, path, 'link', cartridge);
    if (target.to === 'nowhere' || target.to === 'mail') continue;
    const words = target.to === 'media' ? target.fileName : target.to === 'web' ? target.address : baseName(href);
    lines.push(`- [${markdownOfText(words)}](${escapeAddress(target.address)})`);
  }
  return lines.join('\n');
}
