import { inflateSync } from 'node:zlib';

/** Source: Open Badges 3.0, 5.3, Baked Badges. */

/** Keyword of the text in a PNG, and the element in an SVG. */
export const PNG_KEYWORD = 'openbadgecredential';
export const SVG_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

const LARGEST_PICTURE = 16 * 1024 * 1024;
const LONGEST = 1_000_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The JWT or JSON that lies in a PNG or SVG, or null. Reads a bounded number of bytes, never throws, trusts nothing of what it finds. */
export function unbake(picture: Uint8Array): string | null {
  if (picture.length > LARGEST_PICTURE) return null;
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const text = bytes.subarray(0, PNG.length).equals(PNG) ? fromPng(bytes) : fromSvg(bytes.toString('utf8'));
  return text !== null && text.length > 0 && text.length <= LONGEST ? text : null;
}

function fromPng(bytes: Buffer): string | null {
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return null;
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const chunk = bytes.subarray(at + 8, end);
      // The first is the credential, whatever comes after it: a picture of ten thousand would hold up everybody.
      if (isCredential(chunk)) return fromText(chunk);
    }
    at = end + 4;
  }
  return null;
}

const NAME = `${PNG_KEYWORD}\0`;
const isCredential = (chunk: Buffer): boolean => chunk.toString('latin1', 0, NAME.length) === NAME;

/** keyword 0 compression(1) method(1) language 0 translated 0 text */
function fromText(chunk: Buffer): string | null {
  const isCompressed = chunk[NAME.length] === 1;
  const language = chunk.indexOf(0, NAME.length + 2);
  const translated = language < 0 ? -1 : chunk.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = chunk.subarray(translated + 1);
  try {
    return (isCompressed ? inflateSync(text, { maxOutputLength: LONGEST }) : text).toString('utf8');
  } catch {
    return null;
  }
}

const OPENING = '<openbadges:credential';
const CLOSING = '</openbadges:credential>';
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

/** Finds the element by its text: the picture is not parsed, so that no entity in it is ever expanded. */
function fromSvg(svg: string): string | null {
  const start = svg.indexOf(OPENING);
  if (start < 0) return null;
  const opened = svg.indexOf('>', start);
  if (opened < 0) return null;
  const jwt = /\sverify\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/.exec(svg.slice(start, opened));
  if (jwt) return (jwt[1] ?? jwt[2] ?? '').trim();
  const end = svg.indexOf(CLOSING, opened);
  if (end < 0) return null;
  const body = svg.slice(opened + 1, end).trim();
  const isQuoted = body.startsWith('<![CDATA[') && body.endsWith(']]>');
  return (isQuoted ? body.slice('<![CDATA['.length, -']]>'.length) : body.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity)).trim();
}
