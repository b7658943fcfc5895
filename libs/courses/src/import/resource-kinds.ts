import type { PackageResource } from './manifest';
import { extensionOf } from './entry-names';

/** What a resource of a cartridge is, by its type and, where the type says little, by its files. */
export type ResourceKind =
  'page' | 'file' | 'quiz' | 'question-bank' | 'discussion' | 'web-link' | 'assignment' | 'tool' | 'settings' | 'unknown';

const PAGE_EXTENSIONS = new Set(['html', 'htm', 'xhtml', 'xht']);

export function isPagePath(path: string): boolean {
  return PAGE_EXTENSIONS.has(extensionOf(path));
}

/** `paths` are the files of the resource that are in the package, the main one first. */
export function kindOfResource(resource: PackageResource, paths: readonly string[]): ResourceKind {
  const { type } = resource;
  if (/^imsqti.*bank/.test(type)) return 'question-bank';
  if (type.startsWith('imsqti')) return 'quiz';
  if (type.startsWith('imsdt_')) return 'discussion';
  if (type.startsWith('imswl_')) return 'web-link';
  if (type.startsWith('assignment_')) return 'assignment';
  if (/^ims(basic)?lti/.test(type)) return 'tool';
  if (type.startsWith('associatedcontent/')) return kindOfAssociated(paths);
  if (type === 'webcontent' || type.startsWith('idpfepub')) return kindOfWebContent(paths);
  return 'unknown';
}

/** One author tool keeps assignments, question banks and its own settings under this type, told apart by their files alone. */
function kindOfAssociated(paths: readonly string[]): ResourceKind {
  const main = paths[0] ?? '';
  if (paths.some((path) => /(^|\/)assignment_settings\.xml$/i.test(path))) return 'assignment';
  if (paths.some((path) => /\.xml\.qti$/i.test(path)) && !paths.some((path) => /assessment_meta\.xml$/i.test(path))) return 'question-bank';
  if (/(^|\/)course_settings\//i.test(main) || extensionOf(main) === 'xml') return 'settings';
  return kindOfWebContent(paths);
}

function kindOfWebContent(paths: readonly string[]): ResourceKind {
  return paths[0] !== undefined && isPagePath(paths[0]) ? 'page' : 'file';
}
