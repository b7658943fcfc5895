import { renderMarkdown } from '@academy/platform';
import { MOST_FILES, type OwnWork, partsOf, wholeMarkdown } from '@academy/reviews';
import type { Choice } from '../account/choices';
import type { FormView } from '../views/form.view';
import { type Desk, deskView } from './desk';
import type { Typed } from './work.form';
import { workView } from './work.view';

/** Empty rows for further links. */
const SPARE = 2;
const MOST_LINKS = 20;

/** What is written so far as the form holds it. A first work begins in the language of its author's account. */
export const typedOf = (work: OwnWork | null, locale: string): Typed => ({
  fields: work?.fields ?? {},
  markdown: work?.markdown ?? '',
  language: work?.language ?? locale,
  links: work?.links ?? [],
  attachments: work?.attachments ?? [],
  revision: work?.revision ?? null,
});

/** `newer`: what somebody else saved in the meantime. */
export function writingView(desk: Desk, typed: Typed, words: FormView, languages: Choice[], newer: OwnWork | null) {
  const { assignment, work } = desk;
  const { form } = assignment.activity;
  const parts = partsOf(typed, form);
  const rows = [...typed.links, ...Array.from({ length: SPARE }, () => ({ url: '', title: '' }))].slice(0, MOST_LINKS);
  return {
    ...deskView(desk),
    state: work?.state ?? 'new',
    prompt: renderMarkdown(assignment.activity.prompt),
    fields: form.fields.map(({ key, title, hint, required }) => ({
      name: `fields.${key}`,
      title,
      hint: hint || null,
      required,
      value: typed.fields[key] ?? '',
      error: words.errors[`fields.${key}`] ?? null,
    })),
    /** Beside the fields of a form the free text stays where there is one already. */
    hasText: form.fields.length === 0 || typed.markdown.trim() !== '',
    markdown: typed.markdown,
    markdownError: words.errors['markdown'] ?? null,
    language: typed.language,
    languages,
    languageError: words.errors['language'] ?? null,
    links: rows.map((link, index) => ({ ...link, index, error: words.errors[`links.${index}.url`] ?? null })),
    attachments: typed.attachments,
    fileCount: typed.attachments.length,
    mostFiles: MOST_FILES,
    revision: (newer ?? work)?.revision ?? '',
    savedAt: work?.updatedAt ?? null,
    alert: words.alert,
    summary: words.summary,
    newer: newer && { text: wholeMarkdown(newer, form), at: newer.updatedAt },
    work: workView({ parts, links: typed.links.filter(({ url }) => /^https?:/.test(url)), language: typed.language || 'en' }, [], desk.locale),
  };
}
