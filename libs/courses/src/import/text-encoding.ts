const BYTE_ORDER_MARKS: readonly [string, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Text of XML or HTML bytes: by byte order mark, by the look of a UTF-16 `<`, by what the file declares, as UTF-8, and
 * at last as Windows-1252, in which every byte is a character. Never fails; NUL and other characters that no database
 * takes are left out.
 */
export function decodeMarkup(bytes: Buffer): string {
  return withoutControls(decode(bytes));
}

function decode(bytes: Buffer): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return new TextDecoder(marked[0]).decode(bytes);
  if (bytes[0] === 0x3c && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0 && bytes[1] === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
  return strictly(declaredEncoding(bytes), bytes) ?? strictly('utf-8', bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}

function declaredEncoding(bytes: Buffer): string {
  const head = bytes.subarray(0, 1_024).toString('latin1');
  const declared =
    /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head) ??
    /<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head);
  // Eight-bit text that calls itself UTF-16 was saved again by an editor that left the declaration alone.
  return declared?.[1] === undefined || /^(utf-?16|ucs-?2|iso-10646)/i.test(declared[1]) ? 'utf-8' : declared[1];
}

function strictly(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Lone halves of surrogate pairs go too: they are no text, and JSON in the database refuses them. */
export function withoutControls(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('utf8')
    .replace(/[^\P{Cc}\t\n\r]/gu, '');
}
