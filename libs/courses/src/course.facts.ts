import { defineFact } from '@academy/platform';
import { z } from 'zod';

export const CourseCreated = defineFact('course.created', z.object({ courseId: z.uuid() }));
export const CoursePublished = defineFact('course.published', z.object({ courseId: z.uuid(), versionId: z.uuid(), number: z.number() }));
export const ImportRequested = defineFact('import.requested', z.object({ importId: z.uuid() }));
