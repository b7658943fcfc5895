import { createHash } from 'node:crypto';
import { BoundedCache } from '@academy/courses';
import { renderMarkdown } from '@academy/platform';
import { withMentionLinks, withoutMentionLinks } from './mentions.rules';

const rendered = new BoundedCache<string>(2_000);

/** What a post says as safe HTML, the same on pages, over the API and live. Mentions lead to a person's page where there is one. */
export function postHtml(markdown: string, { editionId }: { editionId: string | null }): string {
  const key = createHash('sha1').update(`${editionId ?? ''}\n${markdown}`).digest('base64');
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const named = editionId === null ? withoutMentionLinks(markdown) : withMentionLinks(markdown, (id) => `/editions/${editionId}/colleagues/${id}`);
  const html = renderMarkdown(named, undefined, POST_PICTURES);
  rendered.set(key, html);
  return html;
}

/** Pictures in posts lie beside them, or in the course. */
const POST_PICTURES = /^\/(media|discussions\/files)\/[A-Za-z0-9-]+$/;

/** The words alone, for lists, mails and search. At most `length` characters. */
export function postWords(markdown: string, length: number): string {
  const words = withoutMentionLinks(markdown)
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[>#\s*+-]+/gm, '')
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length <= length ? words : `${words.slice(0, length - 1).replace(/\s+\S*$/, '')}…`;
}
