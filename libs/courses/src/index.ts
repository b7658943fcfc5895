export * from './activity.schemas';
export * from './course.facts';
export * from './course.schemas';
export { CoursesModule } from './courses.module';
export * from './keys.schemas';
export * from './questions.schemas';
export { CourseVersion, type OutlineActivity, type OutlineModule, type OutlineSection, type PublishedActivity, VersionActivity } from './version.entity';
export { type VersionOutline, Versions, type VersionSummary } from './versions.queries';
