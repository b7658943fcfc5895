import { CheckPages } from './check.pages';
import { CoursePages } from './course.pages';
import { OwnCoursesPages } from './courses.pages';
import { Editor } from './editor';
import { FilesPages } from './files.pages';
import { ImportsPages } from './imports.pages';
import { ItemsPages } from './items.pages';
import { OrderPages } from './order.pages';
import { Parts } from './parts';
import { PartsPages } from './parts.pages';
import { PreviewPages } from './preview.pages';
import { Writing } from './writing';

export const STUDIO_PAGES = [OwnCoursesPages, ImportsPages, CoursePages, CheckPages, FilesPages, PreviewPages, PartsPages, OrderPages, ItemsPages];
export const STUDIO_EDITING = [Editor, Writing, Parts];
