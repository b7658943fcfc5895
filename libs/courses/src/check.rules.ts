import type { Activity } from './activity.schemas';
import { activityProblems } from './check.activity.rules';
import type { DraftContent } from './draft.types';
import { activitiesOf, sectionsOf } from './draft.rules';
import { type CheckFacts, error, type Problem, warning } from './problem.rules';

/** The workload may differ from the sum of the activities by this factor before it is doubted. */
const PLAUSIBLE = 1.5;

/** Everything wrong with a draft: errors forbid publishing, warnings do not. In the order of the course. */
export function checkDraft(content: DraftContent, facts: CheckFacts): Problem[] {
  const keys = new Set(activitiesOf(content).map(({ key }) => key));
  return [
    ...headProblems(content),
    ...content.modules.flatMap((module, m) => {
      const path = `/modules/${m}`;
      if (module.sections.every((section) => section.activities.length === 0)) return [error(path, 'emptyModule', { title: module.title })];
      return module.sections.flatMap((section, s) => {
        const at = `${path}/sections/${s}`;
        if (section.activities.length === 0) return [warning(at, 'emptySection', { title: section.title })];
        return section.activities.flatMap((activity, a) => activityProblems(activity, `${at}/activities/${a}`, { ...facts, activityKeys: keys }));
      });
    }),
  ];
}

function headProblems(content: DraftContent): Problem[] {
  const problems: Problem[] = [];
  if (content.modules.length === 0) problems.push(error('/modules', 'emptyCourse'));
  if (content.summary === '') problems.push(warning('/summary', 'summaryMissing'));
  if (content.outcomes.length === 0) problems.push(warning('/outcomes', 'outcomesMissing'));
  return [...problems, ...workloadProblems(content)];
}

function workloadProblems(content: DraftContent): Problem[] {
  const path = '/workloadHours';
  if (content.workloadHours === 0) return [warning(path, 'workloadMissing')];
  const activities: Activity[] = sectionsOf(content).flatMap((section) => section.activities);
  const hours = activities.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) / 60;
  const isComplete = activities.length > 0 && activities.every(({ minutes }) => minutes !== undefined);
  const isTooMuch = hours > content.workloadHours * PLAUSIBLE;
  const isTooLittle = isComplete && hours < content.workloadHours / PLAUSIBLE;
  if (!isTooMuch && !isTooLittle) return [];
  return [warning(path, 'workloadImplausible', { stated: content.workloadHours, planned: Math.round(hours * 10) / 10 })];
}
