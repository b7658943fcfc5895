import type { Cartridge, Placement } from './cartridge';
import type { OutlineItem, PackageResource } from './manifest';
import { arrangeOutline } from './outline';
import { isPagePath } from './resource-kinds';

export interface PlacedSection {
  identifier: string;
  title: string;
  placements: readonly Placement[];
}
export interface PlacedModule {
  identifier: string;
  title: string;
  sections: readonly PlacedSection[];
}

/** Gives every resource of the table of contents its place, before any text with links to them is converted. */
export function placeOutline(cartridge: Cartridge, courseTitle: string): PlacedModule[] {
  const arranged = arrangeOutline(cartridge.manifest.outline, courseTitle);
  const modules = arranged.map((module) => ({ ...module, sections: module.sections.map((section) => placeSection(section, cartridge)) }));
  const filled = modules.flatMap((module) => module.sections).filter((section) => section.placements.length > 0);
  noteHeadings(cartridge, new Set(filled.map((section) => section.identifier)));
  for (const module of modules) {
    nameFolder(
      module.identifier,
      module.sections.flatMap((section) => section.placements),
      cartridge,
    );
    for (const section of module.sections) nameFolder(section.identifier, section.placements, cartridge);
  }
  return modules;
}

function placeSection(section: { identifier: string; title: string; items: readonly OutlineItem[] }, cartridge: Cartridge): PlacedSection {
  const placements = section.items.map((item) => placeItem(item, cartridge)).filter((placement) => placement !== null);
  return { identifier: section.identifier, title: section.title, placements };
}

function placeItem(item: OutlineItem, cartridge: Cartridge): Placement | null {
  const resource = item.reference === null ? null : cartridge.content(item.reference);
  const reason = resource === null ? 'points at nothing in the package' : whyNotPlace(resource, cartridge);
  const placement = reason === null && resource !== null ? cartridge.place(resource, item.title, item.isVisible) : null;
  if (placement === null)
    cartridge.report.skipped(
      rowOf(item.identifier),
      `The item “${item.title || item.identifier}” ${reason ?? 'points at nothing in the package'}.`,
    );
  else nameFolder(item.identifier, [placement], cartridge);
  return placement;
}

/** Null where the resource can become an activity. */
function whyNotPlace(resource: PackageResource, cartridge: Cartridge): string | null {
  if (cartridge.files(resource).length === 0) return 'points at a file that is not in the package';
  if (cartridge.placementOf(resource) !== null) return 'points at something that is in the course already';
  if (resource.isForInstructors) return 'is for instructors only';
  const kind = cartridge.kind(resource);
  if (kind === 'tool') return 'is an external tool; external tools cannot be taken over yet';
  if (kind === 'question-bank') return 'is a question bank; question banks cannot be taken over yet';
  if (kind === 'settings') return 'is data of its author tool that a course here does not have';
  return kind === 'unknown' ? `is of a type that is not known (${resource.type || 'none'})` : null;
}

function noteHeadings(cartridge: Cartridge, kept: ReadonlySet<string>): void {
  const visit = (items: readonly OutlineItem[]) => {
    for (const item of items) {
      if (item.reference === null && item.items.length === 0 && item.title !== '') {
        if (kept.has(item.identifier)) cartridge.report.converted(rowOf(item.identifier), 'section');
        else cartridge.report.skipped(rowOf(item.identifier), `The heading “${item.title}” has nothing under it.`);
      }
      visit(item.items);
    }
  };
  visit(cartridge.manifest.outline);
}

function nameFolder(identifier: string, placements: readonly Placement[], cartridge: Cartridge): void {
  const [first] = placements;
  if (first !== undefined) cartridge.nameFolder(identifier, first.key);
}

/** Contents that the table of contents leaves out, in the order of the manifest; files that only others use are not among them. */
export function placeRest(cartridge: Cartridge, isRequired: boolean): Placement[] {
  const placements: Placement[] = [];
  for (const resource of cartridge.manifest.resources) {
    if (cartridge.placementOf(resource) !== null || isOtherForm(resource, cartridge)) continue;
    const kind = cartridge.kind(resource);
    const [path] = cartridge.files(resource);
    if (path === undefined || cartridge.placementAt(path) !== null) continue;
    if (kind === 'settings') placePagesOfSettings(resource, cartridge);
    const isContent = kind === 'page' || kind === 'quiz' || kind === 'discussion' || kind === 'web-link' || kind === 'assignment';
    const placement = isContent && !resource.isForInstructors ? cartridge.place(resource, null, isRequired) : null;
    if (placement !== null) placements.push(placement);
  }
  return placements;
}

/** One author tool keeps the page with the plan of the course (its syllabus) among its settings. */
function placePagesOfSettings(resource: PackageResource, cartridge: Cartridge): void {
  for (const path of cartridge.files(resource)) if (isPagePath(path)) cartridge.placeLinkedPage(path);
}

/** A page that only repeats an assignment for systems that know none. */
export function isOtherForm(resource: PackageResource, cartridge: Cartridge): boolean {
  const preferred = cartridge.content(resource.identifier);
  return resource.variants.length > 0 && preferred !== resource && cartridge.files(resource).every((path) => isPagePath(path));
}

export function rowOf(identifier: string): string {
  return `imsmanifest.xml#${identifier}`;
}
