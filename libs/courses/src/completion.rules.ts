import type { Activity, ActivityKind, CompletionRule } from './activity.schemas';

type Completable = Pick<Activity, 'kind' | 'completion'> & { passMark?: number };

/** When an activity counts as done: the rule that its author gave, or what its kind suggests. */
export function completionOf(activity: Completable): CompletionRule {
  if (activity.completion) return activity.completion;
  switch (activity.kind) {
    case 'page':
    case 'video':
    case 'resource':
      return { rule: 'viewed' };
    case 'quiz':
      return { rule: 'score', atLeast: activity.passMark ?? 0.5 };
    case 'discussion':
      return { rule: 'posted', count: 1 };
    case 'assignment':
      return { rule: 'reviewed' };
    case 'reflection':
    case 'survey':
      return { rule: 'submitted' };
    case 'live-event':
      return { rule: 'attended' };
  }
}

/** The rules that need something of a kind; viewed and marked fit every kind. */
const KINDS: Partial<Record<CompletionRule['rule'], readonly ActivityKind[]>> = {
  score: ['quiz'],
  posted: ['discussion'],
  submitted: ['reflection', 'survey', 'assignment'],
  reviewed: ['assignment'],
  attended: ['live-event'],
};

/** Why a rule can never be met by an activity of this kind, or null. */
export const whyNotComplete = (kind: ActivityKind, rule: CompletionRule['rule']): 'rule-does-not-fit-kind' | null =>
  KINDS[rule]?.includes(kind) === false ? 'rule-does-not-fit-kind' : null;
