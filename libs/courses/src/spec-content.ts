import { Activity } from './activity.schemas';
import { CourseHeadInput } from './course.schemas';
import type { DraftActivity, DraftContent, DraftModule, DraftSection } from './draft.types';

/** Content for specs: what is not said is as the schemas make it. */
export const page = (key: string, own: object = {}): DraftActivity => activity({ key, kind: 'page', title: key, markdown: 'Text', ...own });
export const activity = ({ revision = 1, ...own }: Record<string, unknown> & { revision?: number }): DraftActivity => ({ ...Activity.parse(own), revision });
export const section = (key: string, activities: DraftActivity[], revision = 1): DraftSection => ({ key, title: key, revision, activities });
export const courseModule = (key: string, sections: DraftSection[], revision = 1): DraftModule => ({ key, title: key, summary: '', revision, sections });
export const content = (modules: DraftModule[], head: object = {}): DraftContent => ({
  ...CourseHeadInput.parse({ title: 'Course', language: 'en', summary: 'About', workloadHours: 1, outcomes: [{ text: 'Know' }], ...head }),
  modules,
});
