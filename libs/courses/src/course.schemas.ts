import { z } from 'zod';
import { CourseModule, NewModule } from './activity.schemas';
import { isReservedSlug } from './keys.rules';
import { Key, LanguageTag } from './keys.schemas';

export const SUBJECTS = [
  'art', 'citizenship', 'computing', 'cross-curricular', 'economics', 'foreign-languages', 'geography', 'health', 'history',
  'inclusion', 'language', 'mathematics', 'music', 'physical-education', 'science', 'technology',
] as const;
export const LEVELS = ['early-years', 'primary', 'secondary', 'upper-secondary', 'vocational', 'higher', 'adult'] as const;

const Outcome = z.strictObject({
  text: z.string().trim().min(1).max(500),
  digcompedu: z.string().max(40).optional(),
  esco: z.string().max(300).optional(),
});

/** What is said of a course as a whole. Licences are SPDX identifiers. */
export const courseHead = {
  title: z.string().trim().min(1).max(200),
  language: LanguageTag,
  summary: z.string().trim().max(5_000),
  subjects: z.array(z.enum(SUBJECTS)).max(SUBJECTS.length),
  levels: z.array(z.enum(LEVELS)).max(LEVELS.length),
  workloadHours: z.number().min(0).max(1_000),
  outcomes: z.array(Outcome).max(30),
  licence: z.string().regex(/^[A-Za-z0-9.+-]{1,64}$/, 'A licence is an SPDX identifier such as CC-BY-4.0.'),
};
export const CourseHead = z.strictObject(courseHead);
export type CourseHead = z.infer<typeof CourseHead>;

/** A head with what may be left out filled in. */
export const CourseHeadInput = z.strictObject({
  ...courseHead,
  summary: courseHead.summary.default(''),
  subjects: courseHead.subjects.default([]),
  levels: courseHead.levels.default([]),
  workloadHours: courseHead.workloadHours.default(0),
  outcomes: courseHead.outcomes.default([]),
  licence: courseHead.licence.default('CC-BY-4.0'),
});

const Slug = Key.refine((slug) => !isReservedSlug(slug), 'This slug stands for something else.');
export const NewCourse = CourseHeadInput.extend({ slug: Slug.optional() });
export type NewCourse = z.infer<typeof NewCourse>;

/** A whole course content: what a draft holds and a version freezes. */
export const CourseContent = z.strictObject({ ...courseHead, modules: z.array(CourseModule).max(100) });
export type CourseContent = z.infer<typeof CourseContent>;

/** A whole draft as it comes in: what GET answers, with or without its revisions. */
export const DraftInput = z.strictObject({ ...courseHead, revision: z.number().int().optional(), modules: z.array(NewModule).max(100) });
export type DraftInput = z.infer<typeof DraftInput>;
