/**
 * A picture without what cameras and programs write into it (place, device, names, dates): JPEG, PNG, WebP and GIF keep
 * what is drawn. Null for anything else. It runs in another process too, as text: it may use nothing but its argument.
 */
export function stripPicture(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
  const joined = (pieces: Uint8Array[]): Uint8Array => {
    const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  };

  function jpeg(): Uint8Array | null {
    const kept = [bytes.subarray(0, 2)];
    let at = 2;
    while (at + 4 <= bytes.length) {
      if (bytes[at] !== 0xff) return null;
      const marker = bytes[at + 1]!;
      if (marker === 0xff) {
        at += 1;
        continue;
      }
      if (marker === 0xd9) break;
      const end = at + 2 + view.getUint16(at + 2);
      if (end > bytes.length) return null;
      // Of what programs add, colours need JFIF (0), ICC profiles (2) and Adobe's transform (14).
      const isNeeded = marker === 0xe0 || marker === 0xee || (marker === 0xe2 && text(at + 4, 11) === 'ICC_PROFILE') || ((marker < 0xe0 || marker > 0xef) && marker !== 0xfe);
      if (isNeeded) kept.push(bytes.subarray(at, end));
      at = end;
      if (marker !== 0xda) continue;
      const from = at;
      while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && !(bytes[at + 1]! >= 0xd0 && bytes[at + 1]! <= 0xd7))) at += 1;
      kept.push(bytes.subarray(from, at));
    }
    return joined([...kept, Uint8Array.of(0xff, 0xd9)]);
  }

  function png(): Uint8Array | null {
    const drawn = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'pHYs', 'bKGD', 'acTL', 'fcTL', 'fdAT'];
    const kept = [bytes.subarray(0, 8)];
    for (let at = 8; at + 12 <= bytes.length; ) {
      const end = at + 12 + view.getUint32(at);
      if (end > bytes.length) return null;
      const name = text(at + 4, 4);
      if (drawn.includes(name)) kept.push(bytes.subarray(at, end));
      if (name === 'IEND') return joined(kept);
      at = end;
    }
    return null;
  }

  function webp(): Uint8Array | null {
    const kept: Uint8Array[] = [];
    for (let at = 12; at + 8 <= bytes.length; ) {
      const size = view.getUint32(at + 4, true);
      const end = at + 8 + size + (size % 2);
      if (at + 8 + size > bytes.length) return null;
      const chunk = bytes.slice(at, end);
      // The head says which other chunks there are: Exif (8) and XMP (4) no longer.
      if (text(at, 4) === 'VP8X') chunk[8]! &= ~12;
      if (['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF'].includes(text(at, 4))) kept.push(chunk);
      at = end;
    }
    const body = joined(kept);
    const head = bytes.slice(0, 12);
    new DataView(head.buffer).setUint32(4, body.length + 4, true);
    return joined([head, body]);
  }

  function gif(): Uint8Array | null {
    const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
    const afterBlocks = (from: number): number => {
      let at = from;
      while (bytes[at]) at += bytes[at]! + 1;
      return at + 1;
    };
    let at = 13 + colours(bytes[10]!);
    const kept = [bytes.subarray(0, at)];
    while (at < bytes.length && bytes[at] !== 0x3b) {
      const isPicture = bytes[at] === 0x2c;
      if (!isPicture && bytes[at] !== 0x21) return null;
      const end = isPicture ? afterBlocks(at + 11 + colours(bytes[at + 9]!)) : afterBlocks(at + 2);
      // How a picture is shown (0xf9), and how often a film runs, belong to the drawing; comments and the rest do not.
      if (isPicture || bytes[at + 1] === 0xf9 || (bytes[at + 1] === 0xff && text(at + 3, 11) === 'NETSCAPE2.0')) kept.push(bytes.subarray(at, end));
      at = end;
    }
    return joined([...kept, Uint8Array.of(0x3b)]);
  }

  if (bytes.length < 16) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg();
  if (text(1, 3) === 'PNG') return png();
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webp();
  return text(0, 3) === 'GIF' ? gif() : null;
}
