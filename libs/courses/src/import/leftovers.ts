import type { Archive } from './archive';
import type { Cartridge } from './cartridge';
import { baseName, extensionOf } from './entry-names';
import { isOtherForm, rowOf } from './placing';
import type { PackageResource } from './manifest';
import { oneLine } from './plain-text';
import { readBank } from './qti-assessment';
import { isPartOfPages, isPicturePath } from './rest';
import { UnusableFile } from './unreadable-package';
import { childOf, descendantsOf, textOf } from './xml';

/** Names every resource and every file of the package that did not become a part of the course, with the reason. */
export async function reportLeftovers(cartridge: Cartridge): Promise<void> {
  for (const resource of cartridge.manifest.resources) await reportResource(resource, cartridge);
  for (const path of cartridge.archive.paths) if (!cartridge.report.knows(path)) cartridge.report.skipped(path, reasonFor(path));
  reportDoubles(cartridge.archive, cartridge);
}

async function reportResource(resource: PackageResource, cartridge: Cartridge): Promise<void> {
  const [path, ...others] = cartridge.files(resource);
  if (path === undefined) {
    const named = resource.files[0] ?? 'nothing';
    cartridge.report.skipped(rowOf(resource.identifier), `The resource names “${oneLine(named, 300)}”, which is not in the package.`);
    return;
  }
  if (cartridge.report.knows(path)) return;
  const reason = await reasonForResource(resource, path, cartridge);
  if (reason === null) return;
  for (const file of [path, ...others]) if (!cartridge.report.knows(file)) cartridge.report.skipped(file, reason);
}

async function reasonForResource(resource: PackageResource, path: string, cartridge: Cartridge): Promise<string | null> {
  const kind = cartridge.kind(resource);
  if (resource.isForInstructors) return 'It is for instructors only.';
  if (isOtherForm(resource, cartridge)) return 'It repeats an assignment for systems that know no assignments.';
  if (kind === 'tool') return `The external tool “${await nameOfTool(path, cartridge)}”: external tools cannot be taken over yet.`;
  if (kind === 'question-bank') return nameOfBank(path, cartridge);
  return kind === 'unknown' ? `Resources of the type “${oneLine(resource.type, 100)}” are not known.` : null;
}

async function nameOfTool(path: string, cartridge: Cartridge): Promise<string> {
  return readOr('unnamed', async () => {
    const [title] = descendantsOf(await cartridge.xml(path), ['title']);
    return oneLine(textOf(title ?? null), 200) || 'unnamed';
  });
}

async function nameOfBank(path: string, cartridge: Cartridge): Promise<string> {
  return readOr('Question banks cannot be taken over yet.', async () => {
    const root = await cartridge.xml(path);
    const bank = readBank(childOf(root, 'assessment') ?? root);
    return `The question bank “${oneLine(bank.title, 200) || 'unnamed'}” (questions: ${bank.questions}): question banks cannot be taken over yet.`;
  });
}

async function readOr(otherwise: string, read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnusableFile) return otherwise;
    throw error;
  }
}

function reasonFor(path: string): string {
  if (/(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)) return 'It was added by an operating system.';
  if (isPicturePath(path)) return 'No text of the package shows this picture.';
  if (/(^|\/)course_settings\//i.test(path) || /\.xml\.qti$/i.test(path))
    return 'It holds settings of the author tool that a course here does not have.';
  if (isPartOfPages(path))
    return extensionOf(path) === 'xml'
      ? 'It holds settings, not a part of the course.'
      : 'Style sheets, fonts and scripts of pages are not taken over.';
  return `Nothing in the package uses “${oneLine(baseName(path), 200)}”.`;
}

function reportDoubles(archive: Archive, cartridge: Cartridge): void {
  for (const path of archive.doubles) cartridge.report.skipped(path, 'There is a second file of this name; the first one was used.');
}
