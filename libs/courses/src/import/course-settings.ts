import type { Cartridge } from './cartridge';
import { joinPath } from './entry-names';
import { languageOf, licenceOf, UNSTATED_LICENCE } from './metadata';
import { oneLine } from './plain-text';
import { UnusableFile } from './unreadable-package';
import { childText, type XmlElement } from './xml';

export interface CourseFacts {
  title: string;
  summary: string;
  language: string;
  licence: string;
}

/** What the package says of the course as a whole; one author tool says more in settings of its own. */
export async function readCourseFacts(cartridge: Cartridge): Promise<CourseFacts> {
  const { metadata, outlineTitle } = cartridge.manifest;
  const settings = await readSettings(cartridge);
  const own = (name: string) => childText(settings, name);
  const licence = metadata.licence ?? licenceOf(own('license'));
  if (licence === null) {
    cartridge.report.skipped(
      'imsmanifest.xml',
      'The package names no licence under which others may use the course. Choose one before you publish it.',
    );
  }
  return {
    title: metadata.title || oneLine(own('title'), 200) || outlineTitle || 'Imported course',
    summary: metadata.summary,
    language: metadata.language ?? languageOf(own('locale')) ?? 'en',
    licence: licence ?? UNSTATED_LICENCE,
  };
}

async function readSettings(cartridge: Cartridge): Promise<XmlElement | null> {
  const path = cartridge.find(joinPath(cartridge.root, 'course_settings') ?? '', 'course_settings.xml');
  if (path === null) return null;
  try {
    const settings = await cartridge.xml(path);
    cartridge.report.converted(path, 'settings');
    return settings;
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    cartridge.report.skipped(path, error.reason);
    return null;
  }
}
