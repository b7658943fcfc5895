import type { MediaKind } from './media.entity';

/** What a file is served as. Pictures are listed by what comes in; they leave re-encoded. */
export type FileType = { kind: MediaKind; contentType: string; extensions: readonly string[] };

const file = (kind: MediaKind, contentType: string, ...extensions: string[]): FileType => ({ kind, contentType, extensions });
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

const ACCEPTED: Readonly<Record<string, FileType>> = {
  'image/png': file('picture', 'image/png', 'png'),
  'image/jpeg': file('picture', 'image/jpeg', 'jpg', 'jpeg'),
  'image/webp': file('picture', 'image/webp', 'webp'),
  'image/gif': file('picture', 'image/png', 'png'),
  'image/svg+xml': file('picture', 'image/png', 'png'),
  'video/mp4': file('video', 'video/mp4', 'mp4', 'm4v'),
  'video/x-m4v': file('video', 'video/mp4', 'mp4', 'm4v'),
  'video/webm': file('video', 'video/webm', 'webm'),
  'video/ogg': file('video', 'video/ogg', 'ogv'),
  'audio/mpeg': file('audio', 'audio/mpeg', 'mp3'),
  'audio/ogg': file('audio', 'audio/ogg', 'ogg', 'oga', 'opus'),
  'audio/ogg; codecs=opus': file('audio', 'audio/ogg', 'ogg', 'oga', 'opus'),
  'audio/mp4': file('audio', 'audio/mp4', 'm4a', 'mp4'),
  'audio/x-m4a': file('audio', 'audio/mp4', 'm4a', 'mp4'),
  'audio/wav': file('audio', 'audio/wav', 'wav'),
  'text/vtt': file('captions', 'text/vtt; charset=utf-8', 'vtt'),
  'application/pdf': file('document', 'application/pdf', 'pdf'),
  'text/plain': file('document', 'text/plain; charset=utf-8', 'txt', 'md', 'csv'),
  'application/rtf': file('document', 'application/rtf', 'rtf'),
  'application/zip': file('document', 'application/zip', 'zip'),
  'application/epub+zip': file('document', 'application/epub+zip', 'epub'),
  /** Office documents from before 2007. */
  'application/x-cfb': file('document', 'application/x-cfb', 'doc', 'xls', 'ppt'),
  [`${OFFICE}.wordprocessingml.document`]: file('document', `${OFFICE}.wordprocessingml.document`, 'docx'),
  [`${OFFICE}.spreadsheetml.sheet`]: file('document', `${OFFICE}.spreadsheetml.sheet`, 'xlsx'),
  [`${OFFICE}.presentationml.presentation`]: file('document', `${OFFICE}.presentationml.presentation`, 'pptx'),
  [`${OPEN}.text`]: file('document', `${OPEN}.text`, 'odt'),
  [`${OPEN}.spreadsheet`]: file('document', `${OPEN}.spreadsheet`, 'ods'),
  [`${OPEN}.presentation`]: file('document', `${OPEN}.presentation`, 'odp'),
};

export const acceptedType = (contentType: string): FileType | null => ACCEPTED[contentType] ?? null;

/** Whether a browser shows a file in a page of ours; anything else is only ever downloaded. */
export const isShown = (kind: MediaKind): boolean => kind !== 'document';

/** What a text is, by how it begins; null for markup, which no page of ours takes as a file. */
export function textTypeOf(text: string): 'text/vtt' | 'image/svg+xml' | 'text/plain' | null {
  const start = text.replace(/^\uFEFF/, '').slice(0, 4_000);
  if (/^WEBVTT(?:[ \t\n\r]|$)/.test(start)) return 'text/vtt';
  if (/^\s*<(?:\?xml|!--|!doctype\s+svg|(?:[\w-]+:)?svg[\s>])/i.test(start) && /<(?:[\w-]{1,40}:)?svg[\s>]/i.test(start)) return 'image/svg+xml';
  if (/<(?:!doctype|\?xml|html|head|body|script|iframe|object|embed|svg|style|meta|link)[\s>/]/i.test(start)) return null;
  return 'text/plain';
}

/** The last part of a path on one line, with an extension that fits what the file is. */
export function safeFileName(given: string, { extensions }: FileType): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}"]/gu, '').trim();
  const [, stem = '', extension = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,10}))?$/s.exec(name) ?? [];
  const fits = extensions.includes(extension.toLowerCase());
  return `${[...(stem || 'file')].slice(0, 150).join('')}.${fits ? extension.toLowerCase() : extensions[0]}`;
}
