import type { Provider } from '@nestjs/common';
import { GradeRows } from './grade.rows';
import { Grades } from './grades.service';
import { GradingSubscriber } from './grading.subscriber';
import { OwnGrades } from './own.grade.queries';
import { ReceivedWork } from './received.queries';
import { Recomputation } from './recomputation.queries';
import { Reliability } from './reliability.service';
import { GradeRelease } from './release.service';
import { ReviewFeedback } from './feedback.service';

export type { Feedback } from './feedback.rules';
export { agreementOf, distanceOn, pointsOf, rangeOf, type RatedCriterion } from './agreement.rules';
export { ReviewFeedback } from './feedback.service';
export { isLargeSpread, LARGE_SPREAD, rubricPoints, RULE_VERSION } from './grade.rules';
export { type GivenByStaff, Grades } from './grades.service';
export { type OwnGrade, OwnGrades } from './own.grade.queries';
export { type Received, type ReceivedGrade, type ReceivedReview, ReceivedWork } from './received.queries';
export { Recomputation, type Recomputed } from './recomputation.queries';
export { influenceOf } from './reliability.rules';
export type { Released } from './release.service';
export type { StaffGrade } from './staff.rules';

/** What this folder offers to other libs and apps. */
export const GRADING_ROOMS: Provider[] = [GradeRelease, GradeRows, Grades, OwnGrades, ReceivedWork, Recomputation, Reliability, ReviewFeedback];
/** What only listens. */
export const GRADING_SUBSCRIBERS: Provider[] = [GradingSubscriber];
