import { renderMarkdown } from '@academy/platform';
import type { ActivityPageView } from '@academy/learning';

/** Rendered texts of activities that never change; the newest few hundred are remembered. */
const rendered = new Map<string, string>();
const REMEMBERED = 500;

/** Stands in remembered texts for the address of the enrolment, which is each reader's own. */
const OWN_ACTIVITIES = '/learning/0/activities/';

/** The Markdown of an activity as safe HTML; links such as `activity:<key>` lead to that activity. */
export function activityHtml({ activity, enrolment }: Pick<ActivityPageView, 'activity' | 'enrolment'>): string {
  return remembered(markdownOf(activity)).replaceAll(`href="${OWN_ACTIVITIES}`, `href="/learning/${enrolment.id}/activities/`);
}

function remembered(markdown: string): string {
  const known = rendered.get(markdown);
  if (known !== undefined) return known;
  const html = renderMarkdown(markdown, (href) => href.replace(/^activity:([a-z0-9-]{1,64})$/, `${OWN_ACTIVITIES}$1`));
  if (rendered.size >= REMEMBERED) rendered.delete(rendered.keys().next().value!);
  rendered.set(markdown, html);
  return html;
}

function markdownOf(activity: ActivityPageView['activity']): string {
  switch (activity.kind) {
    case 'page':
      return activity.markdown;
    case 'video':
      return activity.transcript;
    case 'resource':
    case 'live-event':
      return activity.description;
    case 'quiz':
    case 'survey':
      return activity.introduction;
    case 'discussion':
    case 'reflection':
    case 'assignment':
      return activity.prompt;
  }
}
