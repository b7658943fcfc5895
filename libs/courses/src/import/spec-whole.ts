import { resolve } from 'node:path';
import type { ImportedCourse } from './read-package';
import { activitiesOf } from './spec-cartridge';

/** Real packages that nobody here wrote; they lie beside the checkout, and not everyone has them. */
export const SAMPLES_FOLDER = resolve(__dirname, '../../../../../shared/samples');

/** The titles of modules and sections, and the activities in them. */
export const outlineOf = (course: ImportedCourse) =>
  course.content.modules.map((module) => [
    module.title,
    ...module.sections.map((section) => [section.title, ...section.activities.map((activity) => `${activity.kind}: ${activity.title}`)]),
  ]);
export const activity = (course: ImportedCourse, title: string) => activitiesOf(course).find((each) => each.title === title);
export const textOf = (course: ImportedCourse) => JSON.stringify(course.content);

/** Whatever a package is: no file of it goes unnamed, and no link or picture of the course leads nowhere. */
export function expectNothingLost(course: ImportedCourse, paths: readonly string[]): void {
  const named = new Set([...course.report.converted, ...course.report.skipped].map((row) => row.path));
  expect(paths.filter((path) => !named.has(path))).toEqual([]);
  const keys = new Set(activitiesOf(course).map((each) => each.key));
  expect(keys.size).toBe(activitiesOf(course).length);
  expect(Array.from(textOf(course).matchAll(/\]\(activity:([^)]+)\)/g), ([, key = '']) => key).filter((key) => !keys.has(key))).toEqual([]);
  const placeholders = new Set(course.media.map((media) => media.placeholder));
  expect(
    Array.from(textOf(course).matchAll(/\/media\/([\w-]+)|"mediaId":"([^"]+)"/g), ([, inText, inField]) => inText ?? inField ?? '').filter(
      (placeholder) => !placeholders.has(placeholder),
    ),
  ).toEqual([]);
  expect(textOf(course)).not.toMatch(/\]\([^)]*(FILEBASE|WIKI_REFERENCE|OBJECT_REFERENCE)/);
}
