import type { Provider } from '@nestjs/common';
import { Grades } from './grades.service';
import { ReceivedWork } from './received.queries';

export { Grades, type StaffGrade } from './grades.service';
export { type Received, type ReceivedCriterion, type ReceivedGrade, ReceivedWork, type ReceivedReview } from './received.queries';

/** What this folder offers to other libs and apps. */
export const GRADING_ROOMS: Provider[] = [Grades, ReceivedWork];
/** What only listens. */
export const GRADING_SUBSCRIBERS: Provider[] = [];
