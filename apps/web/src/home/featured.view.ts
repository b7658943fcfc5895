import type { CatalogueEntry } from '../courses/catalogue';

export type FeaturedCourse = {
  href: string;
  title: string;
  lang: string;
  summary: string;
  hours: number;
  /** When its edition begins, or began; null where none is planned. */
  startsAt: string | null;
  hasStarted: boolean;
};

/** What strangers see of a course on the front page. */
export const featuredView = (courses: readonly CatalogueEntry[], now: Date): FeaturedCourse[] =>
  courses.map(({ slug, title, language, summary, workloadHours, nextEdition }) => ({
    href: `/courses/${slug}`,
    title,
    lang: language,
    summary,
    hours: Math.round(workloadHours),
    startsAt: nextEdition?.startsAt ?? null,
    hasStarted: nextEdition !== null && new Date(nextEdition.startsAt) <= now,
  }));
