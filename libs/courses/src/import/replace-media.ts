import type { Activity } from '../activity.schemas';
import type { CourseContent } from '../course.schemas';
import { everyText } from './every-text';
import { unlink } from './markdown-links';

const PLACEHOLDER = /\/media\/(import-\d{1,9})(?![\w-])/g;

/**
 * Puts the identifiers of stored files where the importer left placeholders (`import-1` and so on). A placeholder that
 * maps to null was not stored: its links and pictures keep their words alone, a video becomes a page, a resource loses
 * its file. One that the map does not know stays.
 */
export function replaceMedia(content: CourseContent, stored: ReadonlyMap<string, string | null>): CourseContent {
  const modules = content.modules.map((module) => ({
    ...module,
    sections: module.sections.map((section) => ({
      ...section,
      activities: section.activities.map((activity) => replaceIn(activity, stored)),
    })),
  }));
  return { ...content, modules };
}

function replaceIn(activity: Activity, stored: ReadonlyMap<string, string | null>): Activity {
  const isLost = (address: string) => placeholdersOf(address).some((placeholder) => stored.get(placeholder) === null);
  if (activity.kind === 'video' && isLost(activity.url)) {
    const { key, title, required, transcript, minutes } = activity;
    return { key, title, required, ...(minutes === undefined ? {} : { minutes }), kind: 'page', markdown: rewritten(transcript, stored) };
  }
  if (activity.kind !== 'resource' || activity.mediaId === undefined) return everyText(activity, (text) => rewritten(text, stored));
  const { mediaId, ...rest } = activity;
  const identifier = stored.get(mediaId);
  const description = rewritten(activity.description, stored);
  return identifier === null ? { ...rest, description } : { ...rest, description, mediaId: identifier ?? mediaId };
}

function placeholdersOf(text: string): string[] {
  return Array.from(text.matchAll(PLACEHOLDER), ([, placeholder = '']) => placeholder);
}

function rewritten(text: string, stored: ReadonlyMap<string, string | null>): string {
  if (!text.includes('/media/import-')) return text;
  const kept = unlink(text, (address) => /^\/media\/import-\d{1,9}$/.test(address) && stored.get(address.slice('/media/'.length)) === null);
  return kept.replace(PLACEHOLDER, (whole, placeholder: string) => (stored.get(placeholder) ? `/media/${stored.get(placeholder)}` : whole));
}
