import type { Archive } from './archive';
import { decodedAddress, joinPath } from './entry-names';
import { Keys } from './keys';
import { PACKAGE_TAGS, PAGE_BYTES, PAGE_TAGS, TEXT_BYTES, XML_BYTES } from './limits';
import type { Manifest, PackageResource } from './manifest';
import type { MediaShelf } from './media';
import type { ImportReport } from './report';
import { kindOfResource, type ResourceKind } from './resource-kinds';
import { decodeMarkup } from './text-encoding';
import { UnusableFile } from './unreadable-package';
import { parseXml, type XmlElement } from './xml';

/** A resource that becomes an activity (now and then several), under a key that links can already name. */
export interface Placement {
  resource: PackageResource;
  kind: ResourceKind;
  /** The main file of it. */
  path: string;
  key: string;
  /** From the table of contents; null where the resource names itself. */
  title: string | null;
  isRequired: boolean;
}

/** A cartridge while it is read: its files by name, its resources by identifier, and who already has a place. */
export class Cartridge {
  readonly keys = new Keys();
  private readonly byIdentifier = new Map<string, PackageResource>();
  private readonly paths = new Map<PackageResource, readonly string[]>();
  private readonly placements = new Map<PackageResource, Placement>();
  private readonly placedPaths = new Map<string, Placement>();
  /** Folders of the table of contents, by identifier: the key of their first activity. */
  private readonly folders = new Map<string, string>();
  private readonly linked: Placement[] = [];
  private tags = 0;
  private textBytes = 0;

  constructor(
    readonly archive: Archive,
    /** The folder that holds the manifest; empty for the root of the package. */
    readonly root: string,
    readonly manifest: Manifest,
    readonly media: MediaShelf,
    readonly report: ImportReport,
  ) {
    for (const resource of manifest.resources) {
      if (!this.byIdentifier.has(resource.identifier)) this.byIdentifier.set(resource.identifier, resource);
      const found = resource.files.map((href) => this.find(root, href)).filter((path) => path !== null);
      this.paths.set(resource, [...new Set(found)]);
    }
  }

  resource(identifier: string): PackageResource | null {
    return this.byIdentifier.get(identifier) ?? null;
  }

  /** The resource an item stands for: of several forms of the same, the one that says most. */
  content(identifier: string): PackageResource | null {
    const resource = this.resource(identifier);
    const variants = resource?.variants.map((variant) => this.resource(variant)) ?? [];
    return (
      variants.find((variant) => variant !== null && this.kind(variant) === 'assignment' && this.files(variant).length > 0) ?? resource
    );
  }

  /** The files of a resource that the package holds, the main one first. */
  files(resource: PackageResource): readonly string[] {
    return this.paths.get(resource) ?? [];
  }

  kind(resource: PackageResource): ResourceKind {
    return kindOfResource(resource, this.files(resource));
  }

  /** A file by a written address: as it stands, decoded, and without what follows `?` or `#`. */
  find(folder: string, href: string): string | null {
    const bare = href.replace(/[?#].*$/s, '');
    for (const written of new Set([href, decodedAddress(href), bare, decodedAddress(bare)])) {
      const path = written === '' ? null : joinPath(folder, written);
      const found = path === null ? null : this.archive.find(path);
      if (found !== null) return found;
    }
    return null;
  }

  async xml(path: string): Promise<XmlElement> {
    return parseXml(await this.text(path, XML_BYTES));
  }

  async page(path: string): Promise<string> {
    return this.text(path, PAGE_BYTES);
  }

  /** Refuses a page of too many tags, and every page after the tags of all pages together were too many. */
  spendTags(count: number): void {
    if (count > PAGE_TAGS) throw new UnusableFile('The page has too many elements to be converted.');
    this.tags += count;
    if (this.tags > PACKAGE_TAGS) throw new UnusableFile('The pages before it have so many elements that it was left out.');
  }

  private async text(path: string, most: number): Promise<string> {
    this.textBytes += this.archive.size(path);
    if (this.textBytes > TEXT_BYTES) throw new UnusableFile('The package holds more text than can be converted.');
    return decodeMarkup(await this.archive.bytes(path, most));
  }

  /** Gives a resource its place in the course. */
  place(resource: PackageResource, title: string | null, isRequired: boolean): Placement | null {
    const [path] = this.files(resource);
    if (path === undefined || this.placements.has(resource)) return null;
    const key = this.keys.take(resource.identifier || path);
    const placement: Placement = { resource, kind: this.kind(resource), path, key, title: title || null, isRequired };
    this.placements.set(resource, placement);
    if (!this.placedPaths.has(path)) this.placedPaths.set(path, placement);
    return placement;
  }

  placementOf(resource: PackageResource): Placement | null {
    return this.placements.get(resource) ?? null;
  }

  placementAt(path: string): Placement | null {
    return this.placedPaths.get(path) ?? null;
  }

  /** A page that no resource names, but a link does. */
  placeLinkedPage(path: string): Placement {
    const known = this.placementAt(path);
    if (known !== null) return known;
    const resource: PackageResource = {
      identifier: path,
      type: 'webcontent',
      files: [path],
      dependencies: [],
      variants: [],
      isForInstructors: false,
    };
    const placement: Placement = { resource, kind: 'page', path, key: this.keys.take(path), title: null, isRequired: false };
    this.placedPaths.set(path, placement);
    this.linked.push(placement);
    return placement;
  }

  /** Pages that links asked for since the last call. */
  takeLinkedPages(): Placement[] {
    return this.linked.splice(0);
  }

  nameFolder(identifier: string, firstKey: string): void {
    this.folders.set(identifier, firstKey);
  }

  firstKeyOf(folder: string): string | null {
    return this.folders.get(folder) ?? null;
  }
}
