import type { OutlineActivity, OutlineModule } from '@academy/courses';

/**
 * Completion, as a pure function of rules and evidence: an activity is done by its rule, a module when its
 * required activities are, the course when all modules are. Nothing here is ever set by hand; it is computed again.
 * Source: domain.md, "Activities".
 */

export const EVIDENCE = ['viewed', 'marked', 'score', 'posted', 'submitted', 'reviewed', 'attended', 'waived'] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];
/** `value`: a score from 0 to 1, a count, or 1 for evidence that is simply there. */
export type Evidence = Readonly<{ activityKey: string; evidence: EvidenceKind; value: number }>;

/** Whether a teacher may mark this activity as done. */
export const isMarkedByHand = ({ completion }: Pick<OutlineActivity, 'completion'>): boolean => completion.rule === 'marked';

export const activitiesOf = (module: OutlineModule): OutlineActivity[] => module.sections.flatMap((section) => section.activities);

/** Whether the evidence of one activity meets its rule. */
export function isDone(activity: Pick<OutlineActivity, 'completion'>, evidence: ReadonlyMap<string, number>): boolean {
  if (evidence.has('waived')) return true;
  const rule = activity.completion;
  // Before posts were counted, discussions were marked by hand: what counted as done then still does.
  if ((isMarkedByHand(activity) || rule.rule === 'posted') && evidence.has('marked')) return true;
  const value = evidence.get(rule.rule);
  if (value === undefined) return false;
  if (rule.rule === 'score') return value >= rule.atLeast;
  if (rule.rule === 'posted') return value >= rule.count;
  return true;
}

export type Standing = Readonly<{
  /** Keys of activities that are done, optional ones too. */
  done: ReadonlySet<string>;
  completedModules: readonly string[];
  requiredCount: number;
  requiredDone: number;
  /** Required activities that still stand between the teacher and completion, in order. */
  missing: readonly OutlineActivity[];
  isCourseCompleted: boolean;
}>;

/** Where a teacher stands in a course. */
export function standingOf(modules: readonly OutlineModule[], facts: readonly Evidence[]): Standing {
  const byActivity = new Map<string, Map<string, number>>();
  for (const { activityKey, evidence, value } of facts) {
    const known = byActivity.get(activityKey) ?? new Map<string, number>();
    byActivity.set(activityKey, known.set(evidence, value));
  }
  const none = new Map<string, number>();
  const all = modules.flatMap(activitiesOf);
  const done = new Set(all.filter((activity) => isDone(activity, byActivity.get(activity.key) ?? none)).map(({ key }) => key));
  const required = all.filter((activity) => activity.required);
  const missing = required.filter(({ key }) => !done.has(key));
  const completedModules = modules.filter((module) => isModuleCompleted(module, done)).map(({ key }) => key);
  return {
    done,
    completedModules,
    requiredCount: required.length,
    requiredDone: required.length - missing.length,
    missing,
    isCourseCompleted: required.length > 0 && missing.length === 0,
  };
}

/** A module that requires nothing is never completed: there is nothing to show for it. */
function isModuleCompleted(module: OutlineModule, done: ReadonlySet<string>): boolean {
  const required = activitiesOf(module).filter((activity) => activity.required);
  return required.length > 0 && required.every(({ key }) => done.has(key));
}
