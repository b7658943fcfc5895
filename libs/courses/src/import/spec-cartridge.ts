import { readPackage, type ImportedCourse } from './read-package';
import type { PackageLimits } from './limits';
import { fileOf, workFolder, writeZip, type ZipEntry } from './spec-zip';

export type CartridgeVersion = '1.0' | '1.1' | '1.2' | '1.3';

/** Namespaces as the four versions of the specification give them. */
const NAMESPACES: Readonly<Record<CartridgeVersion, { manifest: string; lom: string }>> = {
  '1.0': { manifest: 'http://www.imsglobal.org/xsd/imscc/imscp_v1p1', lom: 'http://ltsc.ieee.org/xsd/imscc/LOM' },
  '1.1': { manifest: 'http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1', lom: 'http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest' },
  '1.2': { manifest: 'http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1', lom: 'http://ltsc.ieee.org/xsd/imsccv1p2/LOM/manifest' },
  '1.3': { manifest: 'http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1', lom: 'http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest' },
};

export interface SpecCartridge {
  version?: CartridgeVersion;
  title?: string;
  /** XML inside `lom`, beside the title. */
  metadata?: string;
  /** XML of the items under the root item. */
  items?: string;
  /** XML of the resources. */
  resources?: string;
  files?: Readonly<Record<string, string | Buffer>>;
}

/** The number of a version as types of resources write it: `imsdt_xmlv1p1`. */
export function versionMark(version: CartridgeVersion): string {
  return version.replace('.', 'p');
}

export function manifestOf(cartridge: SpecCartridge): string {
  const version = cartridge.version ?? '1.3';
  const { manifest, lom } = NAMESPACES[version];
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="${manifest}" xmlns:lomimscc="${lom}">
  <metadata>
    <schema>IMS Common Cartridge</schema>
    <schemaversion>${version}.0</schemaversion>
    <lomimscc:lom>
      <lomimscc:general><lomimscc:title><lomimscc:string>${cartridge.title ?? 'A course'}</lomimscc:string></lomimscc:title></lomimscc:general>
      ${cartridge.metadata ?? ''}
    </lomimscc:lom>
  </metadata>
  <organizations>
    <organization identifier="o" structure="rooted-hierarchy"><item identifier="root">${cartridge.items ?? ''}</item></organization>
  </organizations>
  <resources>${cartridge.resources ?? ''}</resources>
</manifest>`;
}

export function entriesOf(cartridge: SpecCartridge): ZipEntry[] {
  const files = Object.entries(cartridge.files ?? {}).map(([name, data]) => ({ name, data }));
  return [{ name: 'imsmanifest.xml', data: manifestOf(cartridge) }, ...files];
}

export async function readEntries(entries: readonly ZipEntry[], limits: Partial<PackageLimits> = {}): Promise<ImportedCourse> {
  return readPackage(fileOf(writeZip(entries)), workFolder(), limits);
}

export async function readCartridge(cartridge: SpecCartridge): Promise<ImportedCourse> {
  return readEntries(entriesOf(cartridge));
}

/** A cartridge of one page with this HTML, and other files beside it. */
export async function readPage(html: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<ImportedCourse> {
  return readCartridge({
    items: item('i1', 'A page', 'r1'),
    resources: resource('r1', 'webcontent', 'page.html'),
    files: { 'page.html': html, ...files },
  });
}

export function item(identifier: string, title: string, reference: string | null, inside = ''): string {
  return `<item identifier="${identifier}"${reference === null ? '' : ` identifierref="${reference}"`}><title>${title}</title>${inside}</item>`;
}

export function resource(identifier: string, type: string, href: string, inside = ''): string {
  return `<resource identifier="${identifier}" type="${type}" href="${href}"><file href="${href}"/>${inside}</resource>`;
}

export const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** All activities of a course, in order. */
export function activitiesOf(course: ImportedCourse): ImportedCourse['content']['modules'][number]['sections'][number]['activities'] {
  return course.content.modules.flatMap((module) => module.sections).flatMap((section) => section.activities);
}

/** The Markdown of the first activity, whatever its kind calls it. */
export function wordsOfFirst(course: ImportedCourse): string {
  const [first] = activitiesOf(course);
  if (first === undefined) return '';
  if (first.kind === 'page') return first.markdown;
  return first.kind === 'discussion' || first.kind === 'reflection' || first.kind === 'assignment' ? first.prompt : '';
}

export function reasonsFor(course: ImportedCourse, path: string): string[] {
  return course.report.skipped.filter((row) => row.path === path).map((row) => row.reason);
}
