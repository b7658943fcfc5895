import { z } from 'zod';
import { NewModule } from './activity.schemas';
import { CourseContent, CourseHead } from './course.schemas';
import { Key } from './keys.schemas';

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

/** A draft as its authors get it, with the revision of each item. */
export const DraftDocument = CourseContent.extend({ revision: z.number(), modules: z.array(NewModule) });
export const DraftItemDocument = z.looseObject({ key: Key, title: z.string(), revision: z.number() });

export const MediaDocument = z.object({
  id: z.string(),
  url: z.string(),
  kind: z.enum(['picture', 'video', 'audio', 'captions', 'document']),
  bytes: z.number(),
  sha256: z.string(),
  contentType: z.string(),
  fileName: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});

export const ImportDocument = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  progress: z.number(),
  courseId: z.string().nullable(),
  error: z.string().nullable(),
  report: z.object({
    converted: z.array(z.object({ path: z.string(), kind: z.string() })),
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
