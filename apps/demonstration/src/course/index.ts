import type { DemonstrationCourse } from './demonstration.course';
import { measuringOurStreet } from './measuring-our-street/measuring-our-street';
import { saferScreens } from './safer-screens/safer-screens';
import { zehnMinutenQuellenkritik } from './zehn-minuten-quellenkritik/zehn-minuten-quellenkritik';

export { activitiesOf } from './authoring';
export type { ActivityInput, CourseContentInput, DemonstrationCourse, MediaFile, ModuleInput, Picture } from './demonstration.course';
export { measuringOurStreet, saferScreens, zehnMinutenQuellenkritik };

/** Every course of the demonstration, the main one first. `root` is the project's folder. */
export const demonstrationCourses = (root: string): DemonstrationCourse[] => [measuringOurStreet(root), saferScreens(root), zehnMinutenQuellenkritik(root)];
