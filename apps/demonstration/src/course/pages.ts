import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivityInput, Picture } from './demonstration.course';

export const PAGES = 'apps/demonstration/pages';
export const PICTURES = 'apps/demonstration/pictures';

/** The Markdown of one course by activity key, from `apps/demonstration/pages/{course}/` under the project's root. */
export type PageReader = (key: string) => string;

export function pageReader(root: string, course: string): PageReader {
  return (key) => readFileSync(join(root, PAGES, course, `${key}.md`), 'utf8');
}

const IMAGE = /!\[([^\]]*)\]\(\/media\/([A-Za-z0-9-]+)\)/g;

/** All Markdown that an activity shows. */
export function markdownOf(activity: ActivityInput): string {
  switch (activity.kind) {
    case 'page': return activity.markdown ?? '';
    case 'video': return activity.transcript ?? '';
    case 'resource':
    case 'live-event': return activity.description ?? '';
    case 'survey':
    case 'quiz': return activity.introduction ?? '';
    default: return activity.prompt ?? '';
  }
}

/** The pictures that these activities show, each with the alternative text that stands beside it. */
export function picturesIn(root: string, activities: readonly ActivityInput[]): Picture[] {
  const found = activities.flatMap((activity) => [...markdownOf(activity).matchAll(IMAGE)]);
  const byName = new Map(found.map(([, alt = '', name = '']) => [name, { name, alt, file: join(root, PICTURES, `${name}.svg`) }]));
  return [...byName.values()];
}
