export { cards, newcomer } from './cards';
export { cohort } from './cohort';
export { contributions } from './contributions';
export type { DemoPath, DemoPerson, DemoResident, ModuleNumber } from './demonstration.person';
export { alumni, disputes, past } from './threads/community';
export type { Contribution, Given, Reply } from './threads/contribution';
export { type DiaryEntry, diaryEntries } from './diaries';
export { type DemoReview, type DemoScenario, draftScenarios, earlyScenarios, lateScenarios, type Points } from './scenarios';
