import { z } from 'zod';
import { CourseHead } from './course.schemas';

/** A course as the catalogue lists it. */
export const CourseSummary = CourseHead.extend({
  id: z.string(),
  slug: z.string(),
  /** The newest version's number; null before the first. */
  version: z.number().nullable(),
  publishedAt: z.string().nullable(),
});
export type CourseSummary = z.infer<typeof CourseSummary>;

const ModuleSummary = z.object({ key: z.string(), title: z.string(), summary: z.string(), activities: z.number(), minutes: z.number() });

/** A course as its own page describes it. */
export const CourseDescription = CourseSummary.extend({ authors: z.array(z.object({ displayName: z.string() })), modules: z.array(ModuleSummary) });
export type CourseDescription = z.infer<typeof CourseDescription>;

/** A course as its authors find it in their list. */
export const AuthoredCourse = CourseSummary.extend({ draftRevision: z.number(), draftUpdatedAt: z.string() });
export type AuthoredCourse = z.infer<typeof AuthoredCourse>;
