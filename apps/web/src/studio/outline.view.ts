import type { DraftView } from '@academy/courses';

export const courseHref = (courseId: string): string => `/studio/courses/${courseId}`;
export const itemHref = (courseId: string, key: string | null): string => (key === null ? courseHref(courseId) : `${courseHref(courseId)}?item=${key}`);

/** The outline beside the editor. `may`: whether whoever looks may put items in another order. */
export function outlineView(courseId: string, draft: DraftView, current: string | null) {
  const entry = ({ key, title }: { key: string; title: string }) => ({ key, title, href: itemHref(courseId, key), isCurrent: key === current });
  return draft.modules.map((module, index) => ({
    ...entry(module),
    number: index + 1,
    sections: module.sections.map((section) => ({
      ...entry(section),
      activities: section.activities.map((activity) => ({ ...entry(activity), kind: activity.kind })),
    })),
  }));
}
export type OutlineView = ReturnType<typeof outlineView>;
