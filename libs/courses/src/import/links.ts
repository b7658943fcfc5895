import type { Cartridge, Placement } from './cartridge';
import { decodedAddress, folderOf, joinPath } from './entry-names';
import { sliceWhole } from './plain-text';
import type { PackageResource } from './manifest';
import { isPagePath } from './resource-kinds';
import type { ImportedMedia } from './media';

/** Where a written address leads in the course: an address to write, or none, and then only the words are kept. */
export type LinkTarget =
  | { to: 'web'; address: string }
  | { to: 'media'; address: string; contentType: string; fileName: string }
  | { to: 'activity'; address: string }
  | { to: 'mail'; address: string }
  | { to: 'nowhere' };

export type LinkUse = 'link' | 'picture';

const NOWHERE: LinkTarget = { to: 'nowhere' };
const FILE_BASE = /^\/?\$(?:IMS-CC|1EdTech-CC)-FILEBASE\$/i;
const OBJECT = /^\/?\$(?:CANVAS_OBJECT_REFERENCE|CANVAS_COURSE_REFERENCE|WIKI_REFERENCE)\$\/+(.*)$/is;

/** What an address in a text of the package leads to. `from` is the file that holds the text; dead ends go to the report. */
export async function resolveLink(written: string, from: string, use: LinkUse, cartridge: Cartridge): Promise<LinkTarget> {
  const address = withTokens(written);
  if (address === '' || address.startsWith('#')) return NOWHERE;
  if (/^data:/i.test(address)) return embedded(address, from, cartridge);
  if (/^(https?:)?\/\//i.test(address)) {
    if (use === 'picture')
      cartridge.report.skipped(
        from,
        `The picture at “${sliceWhole(address, 200)}” is not in the package; its alternative text links to it.`,
      );
    return onTheWeb(address);
  }
  if (/^mailto:/i.test(address)) return { to: 'mail', address: sliceWhole(address.slice(7).replace(/\?.*$/s, ''), 300) };
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return NOWHERE;
  const target = (await insidePackage(address, from, use, cartridge)) ?? NOWHERE;
  if (target.to === 'nowhere') {
    const what = use === 'picture' ? 'A picture' : 'A link';
    cartridge.report.skipped(from, `${what} to “${sliceWhole(address, 200)}” leads nowhere in the package; its words were kept.`);
  }
  return target;
}

/** Author tools write their tokens as `$TOKEN$` or, inside addresses, as `%24TOKEN%24`. */
function withTokens(written: string): string {
  return written.trim().replace(/^\/?%24([A-Z0-9_-]{1,60})%24/i, '$$$1$$');
}

async function insidePackage(address: string, from: string, use: LinkUse, cartridge: Cartridge): Promise<LinkTarget | null> {
  const object = OBJECT.exec(address)?.[1];
  if (object !== undefined) return toObject(object, use, cartridge);
  const path = FILE_BASE.test(address) ? inFileBase(address.replace(FILE_BASE, ''), from, cartridge) : beside(address, from, cartridge);
  return path === null ? null : toPath(path, use, cartridge);
}

/** By the specification the file base is the folder of the text itself; the most common author tool means `web_resources`, with a slash. */
function inFileBase(rest: string, from: string, cartridge: Cartridge): string | null {
  const webResources = joinPath(cartridge.root, 'web_resources') ?? '';
  const folders = rest.startsWith('/') ? [webResources, cartridge.root, folderOf(from)] : [folderOf(from), webResources, cartridge.root];
  return firstOf(folders, rest, cartridge);
}

function beside(address: string, from: string, cartridge: Cartridge): string | null {
  const folders = address.startsWith('/')
    ? [cartridge.root]
    : [folderOf(from), cartridge.root, joinPath(cartridge.root, 'web_resources') ?? ''];
  return firstOf(folders, address, cartridge);
}

function firstOf(folders: readonly string[], rest: string, cartridge: Cartridge): string | null {
  for (const folder of folders) {
    const path = cartridge.find(folder, rest);
    if (path !== null) return path;
  }
  return null;
}

/** `pages/some-name`, `quizzes/i123`, `modules/i123`, `file_ref/i123`, `modules/items/i123`. */
async function toObject(object: string, use: LinkUse, cartridge: Cartridge): Promise<LinkTarget | null> {
  const parts = object
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter((part) => part !== '');
  const [kind = '', name = ''] = [parts[0], parts.at(-1)];
  const resource = cartridge.resource(name) ?? cartridge.resource(decodedAddress(name));
  if (resource !== null) return toResource(resource, use, cartridge);
  if (/^(pages|wiki|wiki_pages|wiki_content)$/i.test(kind)) {
    const page = cartridge.find(joinPath(cartridge.root, 'wiki_content') ?? '', `${name}.html`);
    if (page !== null) return toPath(page, use, cartridge);
  }
  if (/^file_contents$/i.test(kind)) return firstPath(parts, use, cartridge);
  const first = cartridge.firstKeyOf(name);
  return first === null ? null : { to: 'activity', address: `activity:${first}` };
}

function firstPath(parts: readonly string[], use: LinkUse, cartridge: Cartridge): Promise<LinkTarget> | null {
  const path = cartridge.find(joinPath(cartridge.root, 'web_resources') ?? '', parts.slice(2).join('/'));
  return path === null ? null : toPath(path, use, cartridge);
}

async function toResource(resource: PackageResource, use: LinkUse, cartridge: Cartridge): Promise<LinkTarget | null> {
  const placement = cartridge.placementOf(cartridge.content(resource.identifier) ?? resource);
  if (placement !== null && use === 'link') return toPlacement(placement);
  const [path] = cartridge.files(resource);
  return path === undefined ? null : toPath(path, use, cartridge);
}

async function toPath(path: string, use: LinkUse, cartridge: Cartridge): Promise<LinkTarget> {
  const placement = cartridge.placementAt(path);
  if (use === 'link' && placement !== null) return toPlacement(placement);
  if (use === 'link' && isPagePath(path)) return toPlacement(cartridge.placeLinkedPage(path));
  return toMedia(await cartridge.media.take(path));
}

function toPlacement(placement: Placement): LinkTarget {
  return { to: 'activity', address: `activity:${placement.key}` };
}

async function embedded(address: string, from: string, cartridge: Cartridge): Promise<LinkTarget> {
  return toMedia(await cartridge.media.takeEmbedded(address, from));
}

function toMedia(media: ImportedMedia | null): LinkTarget {
  if (media === null) return NOWHERE;
  return { to: 'media', address: `/media/${media.placeholder}`, contentType: media.contentType, fileName: media.fileName };
}

function onTheWeb(address: string): LinkTarget {
  const whole = address.startsWith('//') ? `https:${address}` : address;
  return URL.canParse(whole) && whole.length <= 2_000 ? { to: 'web', address: whole } : NOWHERE;
}
