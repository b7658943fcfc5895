/** Bytes of a file that may be verified: certificates and badges are far smaller. */
export const LARGEST_CHECKED = 8 * 1024 * 1024;
/** Signs of a credential as text; ours have about five thousand. */
export const LONGEST_CREDENTIAL = 200_000;

export type FileKind = 'pdf' | 'png' | 'svg' | 'jwt' | 'json' | 'other';

const PNG = '\x89PNG\r\n\x1a\n';

/** What a file is by how it begins. Its name and what it was sent as say nothing, and a file that is two things at once is the first. */
export function kindOf(bytes: Uint8Array): FileKind {
  const begins = latin(bytes.subarray(0, 1_024));
  if (begins.startsWith(PNG)) return 'png';
  if (/^\s*%PDF-/.test(begins)) return 'pdf';
  const text = begins.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^"?eyJ[\w-]{8}/.test(text)) return 'jwt';
  if (/^[{[]/.test(text)) return 'json';
  return /^<(\?xml|!--|!DOCTYPE|svg[\s>])/i.test(text) ? 'svg' : 'other';
}

/** A file as the text of a credential, or null where it is too long for one. A JWT may come between quotation marks. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > LONGEST_CREDENTIAL) return null;
  return new TextDecoder().decode(bytes).trim().replace(/^"(.*)"$/s, '$1');
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
