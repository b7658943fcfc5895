import type { ActivityDraft } from './activity-drafts';
import { everyText } from './every-text';
import type { Keys } from './keys';
import { unlink } from './markdown-links';
import { oneLine } from './plain-text';

export interface SectionDraft {
  key: string;
  title: string;
  activities: ActivityDraft[];
}
export interface ModuleDraft {
  key: string;
  title: string;
  sections: SectionDraft[];
}

const MOST = 100;

/** Keeps to the sizes a course may have: what is too long goes on in a second part, too many modules share fewer. */
export function fitted(modules: readonly ModuleDraft[], keys: Keys): ModuleDraft[] {
  const parts = modules.flatMap((module) => {
    const sections = module.sections.flatMap((section) => parted(section, keys));
    return chunks(sections, MOST).map((chunk, index) => ({ ...numbered(module, index, keys), sections: chunk }));
  });
  return parts.length <= MOST ? parts : shared(parts);
}

/** Every module holds as many sections as it may, and these say where they came from. */
function shared(modules: readonly ModuleDraft[]): ModuleDraft[] {
  const sections = modules.flatMap((module) =>
    module.sections.map((section) => ({ module, section: { ...section, title: fullTitle(module, section) } })),
  );
  return chunks(sections, MOST).map((chunk) => ({
    key: chunk[0]?.module.key ?? '',
    title: chunk[0]?.module.title ?? '',
    sections: chunk.map((part) => part.section),
  }));
}

function fullTitle(module: ModuleDraft, section: SectionDraft): string {
  return module.title === section.title ? section.title : oneLine(`${module.title}: ${section.title}`, 300);
}

function parted(section: SectionDraft, keys: Keys): SectionDraft[] {
  return chunks(section.activities, MOST).map((activities, index) => ({ ...numbered(section, index, keys), activities }));
}

function numbered(part: { key: string; title: string }, index: number, keys: Keys): { key: string; title: string } {
  if (index === 0) return { key: part.key, title: part.title };
  return { key: keys.take(`${part.key}-${index + 1}`), title: `${oneLine(part.title, 290)} (${index + 1})` };
}

function chunks<Part>(parts: readonly Part[], size: number): Part[][] {
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) => parts.slice(index * size, (index + 1) * size));
}

/** Links to activities that could not be taken over after all keep their words alone. */
export function withoutDeadLinks(modules: readonly ModuleDraft[]): ModuleDraft[] {
  const keys = new Set(
    modules
      .flatMap((module) => module.sections)
      .flatMap((section) => section.activities)
      .map((activity) => activity.key),
  );
  const isGone = (address: string) => address.startsWith('activity:') && !keys.has(address.slice('activity:'.length));
  return everyText([...modules], (text) => (text.includes('](activity:') ? unlink(text, isGone) : text));
}
