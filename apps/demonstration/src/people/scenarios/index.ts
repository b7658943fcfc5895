import { laterEnglishScenarios, openEnglishScenarios } from './more.english';
import { firstEnglishScenarios } from './english';
import { bulgarianScenario, greekScenario, portugueseScenario, unfinishedScenarios } from './few.readers';
import { frenchScenarios } from './french';
import { germanScenarios } from './german';
import type { DemoScenario } from './demonstration.scenario';

export type { DemoReview, DemoScenario, Points } from './demonstration.scenario';

/** Handed in early: those who read their languages are many enough for three reviews each, but for the Bulgarian one. */
export const earlyScenarios: DemoScenario[] = [...firstEnglishScenarios, ...laterEnglishScenarios, ...frenchScenarios, ...germanScenarios, bulgarianScenario];
/** Handed in lately: their reviews are still to come, or few can read them. */
export const lateScenarios: DemoScenario[] = [...openEnglishScenarios, greekScenario, portugueseScenario];
/** Begun, not handed in. */
export const draftScenarios: DemoScenario[] = unfinishedScenarios;
