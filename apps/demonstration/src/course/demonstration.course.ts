import type { CourseContent } from '@academy/courses';
import type { z } from 'zod';

export type CourseContentInput = z.input<typeof CourseContent>;
export type ModuleInput = CourseContentInput['modules'][number];
export type ActivityInput = NonNullable<NonNullable<ModuleInput['sections']>[number]['activities']>[number];
export type QuestionInput = NonNullable<Extract<ActivityInput, { kind: 'quiz' }>['questions']>[number];
export type SurveyQuestionInput = NonNullable<Extract<ActivityInput, { kind: 'survey' }>['questions']>[number];
export type AssignmentInput = Extract<ActivityInput, { kind: 'assignment' }>;
export type RubricInput = NonNullable<AssignmentInput['rubric']>;

/** A drawing (SVG). Texts show it as `/media/{name}`, until the loader has stored it and knows its id. */
export interface Picture {
  name: string;
  /** Absolute. */
  file: string;
  alt: string;
}

/** A film or its captions, named in texts and addresses like a picture. */
export interface MediaFile {
  name: string;
  file: string;
  mediaType: 'video/webm' | 'text/vtt';
}

export interface DemonstrationCourse {
  slug: string;
  content: CourseContentInput;
  /** The name of the picture that stands for the course. */
  cover: string;
  pictures: Picture[];
  files: MediaFile[];
}
