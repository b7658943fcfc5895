import type { ActivityDraft } from './activity-drafts';
import type { Cartridge, Placement } from './cartridge';
import { convert } from './convert';
import type { ModuleDraft, SectionDraft } from './course-draft';
import { extensionOf } from './entry-names';

/** The titles of what the table of contents leaves out, in the language of the course where we have it. */
interface RestTitles {
  module: string;
  pages: string;
  discussions: string;
  tasks: string;
  links: string;
  files: string;
}

const TITLES: Readonly<Record<string, RestTitles>> = {
  en: {
    module: 'More from the package',
    pages: 'Pages',
    discussions: 'Discussions',
    tasks: 'Assignments and quizzes',
    links: 'Links',
    files: 'Files',
  },
  de: {
    module: 'Weiteres aus dem Paket',
    pages: 'Seiten',
    discussions: 'Diskussionen',
    tasks: 'Aufgaben und Quiz',
    links: 'Links',
    files: 'Dateien',
  },
};

const WEB_PARTS = new Set(['css', 'js', 'mjs', 'map', 'woff', 'woff2', 'ttf', 'eot', 'xsd', 'dtd', 'xml']);
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'bmp', 'ico', 'tif', 'tiff', 'avif']);

/** What the table of contents leaves out, as a module of its own. `title` is for a package without any contents in its table. */
export async function convertRest(
  placements: readonly Placement[],
  language: string,
  title: string | null,
  cartridge: Cartridge,
): Promise<ModuleDraft | null> {
  const titles = TITLES[language.split('-')[0] ?? 'en'] ?? TITLES.en;
  if (titles === undefined) return null;
  const groups: Record<Exclude<keyof RestTitles, 'module'>, ActivityDraft[]> = {
    pages: [],
    discussions: [],
    tasks: [],
    links: [],
    files: [],
  };
  const add = async (placement: Placement) => groups[groupOf(placement)].push(...(await convert(placement, cartridge)));
  for (const placement of placements) await add(placement);
  // Each page can lead to further ones that no list names.
  for (let linked = cartridge.takeLinkedPages(); linked.length > 0; linked = cartridge.takeLinkedPages())
    for (const placement of linked) await add(placement);
  for (const placement of placeLooseFiles(cartridge)) await add(placement);
  const sections: SectionDraft[] = Object.entries(groups)
    .filter(([, activities]) => activities.length > 0)
    .map(([group, activities]) => ({ key: cartridge.keys.take(`more-${group}`), title: titles[group as keyof RestTitles], activities }));
  return sections.length === 0 ? null : { key: cartridge.keys.take('more-from-the-package'), title: title ?? titles.module, sections };
}

function groupOf(placement: Placement): Exclude<keyof RestTitles, 'module'> {
  if (placement.kind === 'page') return 'pages';
  if (placement.kind === 'discussion') return 'discussions';
  if (placement.kind === 'web-link') return 'links';
  return placement.kind === 'file' ? 'files' : 'tasks';
}

/** Documents that no text links to. Pictures without a page, and parts of web pages, are named in the report instead. */
function placeLooseFiles(cartridge: Cartridge): Placement[] {
  const placements: Placement[] = [];
  for (const resource of cartridge.manifest.resources) {
    const [path] = cartridge.files(resource);
    if (
      path === undefined ||
      cartridge.kind(resource) !== 'file' ||
      resource.isForInstructors ||
      !/^(webcontent|idpfepub)/.test(resource.type)
    )
      continue;
    if (cartridge.media.hasTaken(path) || cartridge.placementAt(path) !== null || isPartOfPages(path)) continue;
    const placement = cartridge.place(resource, null, false);
    if (placement !== null) placements.push(placement);
  }
  return placements;
}

export function isPicturePath(path: string): boolean {
  return PICTURES.has(extensionOf(path));
}

export function isPartOfPages(path: string): boolean {
  return isPicturePath(path) || WEB_PARTS.has(extensionOf(path));
}
