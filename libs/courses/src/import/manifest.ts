import { readMetadata, type CourseMetadata } from './metadata';
import { oneLine } from './plain-text';
import { attribute, childOf, childrenOf, descendantsOf, textOf, type XmlElement } from './xml';

/** One entry of the table of contents: a heading, a reference to a resource, or both. */
export interface OutlineItem {
  identifier: string;
  title: string;
  /** The resource it stands for; null for a mere heading. */
  reference: string | null;
  isVisible: boolean;
  items: readonly OutlineItem[];
}

export interface PackageResource {
  identifier: string;
  type: string;
  /** Paths as the manifest writes them, its base folders already in front; the main one first. */
  files: readonly string[];
  dependencies: readonly string[];
  /** Resources that say the same in a form that not every system understands (Common Cartridge 1.3). */
  variants: readonly string[];
  isForInstructors: boolean;
}

export interface Manifest {
  metadata: CourseMetadata;
  outlineTitle: string;
  outline: readonly OutlineItem[];
  resources: readonly PackageResource[];
}

/** Reads any of the versions 1.0 to 1.3: they differ in namespaces and in types of resources, not in their structure. */
export function readManifest(root: XmlElement): Manifest {
  const organisation = defaultOrganisation(childOf(root, 'organizations'));
  const base = attribute(root, 'base') ?? '';
  return {
    metadata: readMetadata(root),
    outlineTitle: oneLine(textOf(childOf(organisation, 'title')), 200),
    outline: organisation === null ? [] : childrenOf(organisation, 'item').map((item, index) => readItem(item, `item-${index + 1}`)),
    resources: childrenOf(root, 'resources').flatMap((list) =>
      childrenOf(list, 'resource').map((resource) => readResource(resource, base + (attribute(list, 'base') ?? ''))),
    ),
  };
}

function defaultOrganisation(organisations: XmlElement | null): XmlElement | null {
  if (organisations === null) return null;
  const all = childrenOf(organisations, 'organization');
  const chosen = attribute(organisations, 'default');
  return all.find((organisation) => attribute(organisation, 'identifier') === chosen) ?? all.at(0) ?? null;
}

function readItem(item: XmlElement, place: string): OutlineItem {
  return {
    identifier: attribute(item, 'identifier') || place,
    title: oneLine(textOf(childOf(item, 'title')), 300),
    reference: attribute(item, 'identifierref') || null,
    isVisible: attribute(item, 'isvisible') !== 'false',
    items: childrenOf(item, 'item').map((child, index) => readItem(child, `${place}-${index + 1}`)),
  };
}

function readResource(resource: XmlElement, base: string): PackageResource {
  const folder = base + (attribute(resource, 'base') ?? '');
  const hrefs = [attribute(resource, 'href'), ...childrenOf(resource, 'file').map((file) => attribute(file, 'href'))];
  return {
    identifier: attribute(resource, 'identifier') ?? '',
    type: attribute(resource, 'type')?.toLowerCase() ?? '',
    files: [...new Set(hrefs.filter((href) => href !== null && href !== '').map((href) => folder + href))],
    dependencies: references(childrenOf(resource, 'dependency')),
    variants: references(childrenOf(resource, 'variant')),
    isForInstructors: isForInstructors(resource),
  };
}

function references(elements: readonly XmlElement[]): string[] {
  return elements.map((element) => attribute(element, 'identifierref')).filter((reference) => reference !== null);
}

function isForInstructors(resource: XmlElement): boolean {
  const metadata = childOf(resource, 'metadata');
  if (metadata === null) return false;
  const roles = descendantsOf(metadata, ['intendedEndUserRole']).map((role) => textOf(childOf(role, 'value')).trim().toLowerCase());
  return roles.includes('instructor') && !roles.some((role) => role === 'learner' || role === 'student');
}
