import { completionOf } from './completion.rules';
import type { DraftActivity, DraftContent } from './draft.types';
import type { OutlineModule, PublishedActivity } from './version.entity';

/** An activity as teachers get it: with its completion rule, without the draft's revision. */
export function publishedActivity({ revision: _, ...activity }: DraftActivity): PublishedActivity {
  return { ...activity, completion: completionOf(activity) };
}

/** Modules, sections and activities without the bodies of activities. */
export function outlineOf(content: Pick<DraftContent, 'modules'>): OutlineModule[] {
  return content.modules.map((module) => ({
    key: module.key,
    title: module.title,
    summary: module.summary,
    sections: module.sections.map((section) => ({
      key: section.key,
      title: section.title,
      activities: section.activities.map((activity) => ({
        key: activity.key,
        kind: activity.kind,
        title: activity.title,
        required: activity.required,
        completion: completionOf(activity),
        minutes: activity.minutes ?? null,
      })),
    })),
  }));
}

type ActivityRow = { key: string; moduleKey: string; sectionKey: string; position: number; activity: PublishedActivity };

/** Every activity with its place, counted through the whole course. */
export function activityRows(content: Pick<DraftContent, 'modules'>): ActivityRow[] {
  return content.modules
    .flatMap((module) => module.sections.flatMap((section) => section.activities.map((activity) => ({ module, section, activity }))))
    .map(({ module, section, activity }, position) => ({
      key: activity.key,
      moduleKey: module.key,
      sectionKey: section.key,
      position,
      activity: publishedActivity(activity),
    }));
}
