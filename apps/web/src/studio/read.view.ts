import type { DraftView } from '@academy/courses';
import { NotFound, renderMarkdown } from '@academy/platform';
import { itemOf } from './draft.places';

/** What a colleague sees who may read a draft and not change it: texts, and the way to the preview. */
export function readView(draft: DraftView, key: string | null) {
  if (key === null) return { pane: 'read', item: null, html: renderMarkdown(draft.summary), outcomes: draft.outcomes.map(({ text }) => text) };
  const found = itemOf(draft, key);
  if (!found) throw new NotFound('item');
  const html = found.kind === 'modules' ? renderMarkdown(found.item.summary) : '';
  return { pane: 'read', item: { key, title: found.item.title, kind: found.kind }, html, outcomes: [] };
}
