import { defineFact } from '@academy/platform';
import { z } from 'zod';

const enrolment = z.object({ enrolmentId: z.uuid(), editionId: z.uuid(), userId: z.uuid() });

export const ModuleCompleted = defineFact('module.completed', enrolment.extend({ moduleKey: z.string(), courseId: z.uuid() }));
export const CourseCompleted = defineFact('course.completed', enrolment.extend({ courseId: z.uuid() }));
/** Another code is shown at a live event from now on. */
export const AttendanceCodeRenewed = defineFact('attendance-code.renewed', z.object({ editionId: z.uuid(), activityKey: z.string() }));
export const ActivityWaived = defineFact('activity.waived', enrolment.extend({ activityKey: z.string() }));
