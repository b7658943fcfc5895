export { cohort } from './cohort';
export { type Contribution, contributions, type Reply } from './contributions';
export type { DemoPath, DemoPerson, DemoResident, ModuleNumber } from './demonstration.person';
export { type DiaryEntry, diaryEntries } from './diaries';
export { type DemoReview, type DemoScenario, draftScenarios, earlyScenarios, lateScenarios, type Points } from './scenarios';
