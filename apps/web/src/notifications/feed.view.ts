import { postHtml } from '@academy/discussions';
import type { Feed } from '@academy/reminders';

/** Characters that no XML document may hold, however they are written. */
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const xmlText = (text: string): string => text.toWellFormed().replace(NOT_IN_XML, '');

/** What the sanitiser made, for programs elsewhere: addresses of ours are whole ones. */
const withWholeAddresses = (html: string, publicUrl: string): string => html.replace(/(<(?:a|img)\b[^>]*? (?:href|src)=")\/(?!\/)/g, `$1${publicUrl}/`);

/** A feed as its template shows it: texts are plain, contents are HTML that the template escapes. */
export function feedView({ reader, spaceId, place, entries }: Feed, publicUrl: string, self: string) {
  const updatedAt = entries.reduce((latest, { updatedAt: at }) => (at > latest ? at : latest), reader.madeAt);
  return {
    updatedAt,
    place: place === null ? null : xmlText(place),
    id: spaceId === null ? `${publicUrl}/me/notifications` : `${publicUrl}/discussions/${spaceId}`,
    self,
    entries: entries.map(({ id, title, author, language, markdown, editionId, createdAt, updatedAt: changedAt }) => ({
      url: `${publicUrl}/posts/${id}`,
      id: `urn:uuid:${id}`,
      title: xmlText(title),
      author: xmlText(author),
      language,
      html: xmlText(withWholeAddresses(postHtml(markdown, { editionId }), publicUrl)),
      published: createdAt.toISOString(),
      updated: changedAt.toISOString(),
    })),
  };
}
