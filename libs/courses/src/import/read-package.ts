import { CourseContent } from '../course.schemas';
import { Archive } from './archive';
import { Cartridge } from './cartridge';
import { convert } from './convert';
import { fitted, withoutDeadLinks, type ModuleDraft } from './course-draft';
import { readCourseFacts, type CourseFacts } from './course-settings';
import { findManifest, formatOf, isGzip, isTar, type PackageFormat } from './detect-format';
import { folderOf } from './entry-names';
import { reportLeftovers } from './leftovers';
import { DEFAULT_LIMITS, XML_BYTES, type PackageLimits } from './limits';
import { readManifest, type Manifest } from './manifest';
import { MediaShelf, type ImportedMedia } from './media';
import { placeOutline, placeRest, type PlacedModule } from './placing';
import { ImportReport, type ImportReportRows } from './report';
import { convertRest } from './rest';
import { decodeMarkup } from './text-encoding';
import { UnreadablePackage, UnusableFile } from './unreadable-package';
import { parseXml } from './xml';

/** A package as a course: the content of a draft, the files that it shows, and where each file of the package went. */
export interface ImportedCourse {
  content: CourseContent;
  media: readonly ImportedMedia[];
  report: ImportReportRows;
}

const NOT_YET: Partial<Record<PackageFormat, string>> = {
  scorm: 'This is a SCORM package. SCORM packages cannot be imported yet.',
  h5p: 'This is an H5P package. H5P packages cannot be imported yet.',
  olx: 'This is an Open edX course. Open edX courses cannot be imported yet.',
  academy: 'This is an export of the Academy. Exports of the Academy cannot be imported yet.',
};

/**
 * Reads a Common Cartridge 1.0 to 1.3 from a file on disk. The bytes of its media are unpacked into `workFolder`, an
 * existing and empty folder that the caller removes. Throws `UnreadablePackage`, with a plain sentence, when the file
 * cannot become a course at all; anything less is named in the report.
 */
export async function readPackage(file: string, workFolder: string, limits: Partial<PackageLimits> = {}): Promise<ImportedCourse> {
  if ((await isGzip(file)) && (await isTar(file))) throw new UnreadablePackage(NOT_YET.olx ?? '');
  const archive = await Archive.open(file, { ...DEFAULT_LIMITS, ...limits });
  try {
    return await readArchive(archive, workFolder);
  } finally {
    archive.close();
  }
}

async function readArchive(archive: Archive, workFolder: string): Promise<ImportedCourse> {
  const format = await formatOf(archive);
  const path = findManifest(archive);
  if (format !== 'common-cartridge' || path === null) {
    throw new UnreadablePackage(NOT_YET[format] ?? 'The file is no course package: it has no table of contents (imsmanifest.xml).');
  }
  const report = new ImportReport();
  report.converted(path, 'settings');
  const manifest = await openManifest(archive, path);
  const media = new MediaShelf(archive, workFolder, report);
  const cartridge = new Cartridge(archive, folderOf(path), manifest, media, report);
  const facts = await readCourseFacts(cartridge);
  const content = checked(facts, await readModules(cartridge, facts));
  await reportLeftovers(cartridge);
  return { content, media: media.all(), report: report.rows() };
}

async function openManifest(archive: Archive, path: string): Promise<Manifest> {
  try {
    const root = parseXml(decodeMarkup(await archive.bytes(path, XML_BYTES)));
    if (root.name === 'manifest') return readManifest(root);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new UnreadablePackage(`The table of contents of the package (imsmanifest.xml) cannot be read. ${error.reason}`, { cause: error });
  }
  throw new UnreadablePackage('The table of contents of the package (imsmanifest.xml) is no manifest.');
}

async function readModules(cartridge: Cartridge, facts: CourseFacts): Promise<ModuleDraft[]> {
  const placed = placeOutline(cartridge, facts.title);
  // Every key is given before the first text is converted: a text may link to anything.
  const isWhole = placed.every((module) => module.sections.every((section) => section.placements.length === 0));
  const rest = placeRest(cartridge, isWhole);
  const modules: ModuleDraft[] = [];
  for (const module of placed) modules.push(await convertModule(module, cartridge));
  const more = await convertRest(rest, facts.language, isWhole ? facts.title : null, cartridge);
  const filled = [...modules, ...(more === null ? [] : [more])].filter((module) => module.sections.length > 0);
  return withoutDeadLinks(fitted(filled, cartridge.keys));
}

async function convertModule(module: PlacedModule, cartridge: Cartridge): Promise<ModuleDraft> {
  const draft: ModuleDraft = { key: cartridge.keys.take(module.identifier), title: module.title, sections: [] };
  for (const section of module.sections) {
    const activities = [];
    for (const placement of section.placements) activities.push(...(await convert(placement, cartridge)));
    if (activities.length > 0) draft.sections.push({ key: cartridge.keys.take(section.identifier), title: section.title, activities });
  }
  return draft;
}

function checked(facts: CourseFacts, modules: readonly ModuleDraft[]): CourseContent {
  if (modules.length === 0) throw new UnreadablePackage('The package holds nothing that can become a part of a course.');
  const content = CourseContent.safeParse({ ...facts, subjects: [], levels: [], workloadHours: 0, outcomes: [], modules });
  if (content.success) return content.data;
  const [problem] = content.error.issues;
  throw new UnreadablePackage(`The package cannot become a course: ${problem?.path.join(' › ') ?? ''}: ${problem?.message ?? ''}`);
}
