import { renderMarkdown } from '@academy/platform';
import type { ActivityOfDraft } from './draft.places';

/** The form of an assignment, and its examples with the levels that staff gave. */
export function workView(activity: ActivityOfDraft, link: (href: string) => string) {
  if (activity.kind !== 'assignment') return { fields: [], examples: [] };
  const { form, examples, rubric } = activity;
  return {
    fields: form.fields,
    examples: examples.map(({ title, markdown, scores, comments }) => ({
      title,
      html: renderMarkdown(markdown, link),
      levels: rubric.criteria.map((criterion) => ({
        criterion: criterion.title,
        title: criterion.levels.find(({ key }) => key === scores[criterion.key])?.title ?? '–',
        comment: comments[criterion.key] ?? '',
      })),
    })),
  };
}
