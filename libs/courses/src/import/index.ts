export { detectFormat, type PackageFormat } from './detect-format';
export { DEFAULT_LIMITS, type PackageLimits } from './limits';
export type { ImportedMedia } from './media';
export { readPackage, type ImportedCourse } from './read-package';
export { replaceMedia } from './replace-media';
export type { ConvertedKind, ImportReportRows } from './report';
export { UnreadablePackage } from './unreadable-package';
