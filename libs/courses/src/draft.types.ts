import type { Activity } from './activity.schemas';
import type { CourseHead } from './course.schemas';

/** What the draft holds. Each item carries the draft's revision at which it last changed: one counter serves them all. */
export type DraftActivity = Activity & { revision: number };
export type DraftSection = { key: string; title: string; revision: number; activities: DraftActivity[] };
export type DraftModule = { key: string; title: string; summary: string; revision: number; sections: DraftSection[] };
export type DraftContent = CourseHead & { modules: DraftModule[] };

/** The items of a draft, in the words of the API. */
export type ItemKind = 'modules' | 'sections' | 'activities';
export type DraftItem = DraftModule | DraftSection | DraftActivity;

/** Every item once and only once, in the order wanted. */
export type DraftOrder = { modules: { key: string; sections: { key: string; activities: string[] }[] }[] };
