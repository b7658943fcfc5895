import { renderMarkdown } from '@academy/platform';
import type { Part } from '@academy/reviews';
import { languageBeside } from '../learning/language';

export type ShownFile = { name: string; href: string; kilobytes: number };
/** A work as it is read: parts under the headings of its form, links, files. */
export type WorkView = {
  /** The language of its text, where it is not the page's. */
  lang: string | null;
  language: string;
  parts: { title: string | null; html: string }[];
  links: { url: string; words: string }[];
  files: ShownFile[];
};
type Content = { parts: readonly Part[]; links: readonly { url: string; title: string }[]; language: string };

export const workView = ({ parts, links, language }: Content, files: readonly ShownFile[], locale: string): WorkView => ({
  lang: languageBeside(language, locale),
  language,
  parts: parts.map(({ title, markdown }) => ({ title, html: renderMarkdown(markdown) })),
  links: links.map(({ url, title }) => ({ url, words: title || url.replace(/^https?:\/\/(www\.)?/, '').slice(0, 100) })),
  files: [...files],
});
