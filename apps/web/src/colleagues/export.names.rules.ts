/** Signs of a name that are kept: names have to fit 255 bytes on every system, in any script. */
const LONGEST = 40;

/** A piece of a file name from somebody's words: letters and digits of any script, joined by hyphens. Null where none are left. */
export function slugOf(words: string): string | null {
  const pieces = words.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = [...pieces.join('-')].slice(0, LONGEST).join('').replace(/-+$/, '');
  return slug === '' ? null : slug;
}

/** What tells files of one name apart. */
const short = (id: string): string => id.slice(0, 8);

/** The file of a thread: its title, and what makes it its own. */
export const threadFile = (threadId: string, title: string | null): string => `threads/${slugOf(title ?? '') ?? 'thread'}-${short(threadId)}.md`;

/** An attachment, with the extension it has. */
export function attachmentFile(id: string, fileName: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,10}))?$/s.exec(fileName) ?? [];
  return `files/${short(id)}-${slugOf(stem) ?? 'file'}${extension ? `.${extension.toLowerCase()}` : ''}`;
}

/** A post's text for reading offline: its own files lie beside it, all other addresses of ours are whole ones. */
export function offlineText(markdown: string, files: ReadonlyMap<string, string>, site: string): string {
  return markdown.replace(/(\]\()(\/[^/\s)][^\s)]*)/g, (_, before: string, path: string) => {
    const own = files.get(/^\/discussions\/files\/([0-9a-f-]{36})$/.exec(path)?.[1] ?? '');
    return before + (own ? `../${own}` : site + path);
  });
}
