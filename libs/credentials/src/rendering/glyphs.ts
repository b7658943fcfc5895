import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The characters that the fonts of a folder can draw, read from their character maps (formats 4 and 12).
 * Source: OpenType specification, table `cmap`.
 */
export function charactersOf(folder: string): Set<number> {
  const covered = new Set<number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ttf'))) {
    const font = readFileSync(join(folder, file));
    const map = tableOf(font, 'cmap');
    for (let index = 0; index < font.readUInt16BE(map + 2); index += 1) {
      const part = map + font.readUInt32BE(map + 8 + index * 8);
      const format = font.readUInt16BE(part);
      if (format === 4) addSegments(font, part, covered);
      if (format === 12) addGroups(font, part, covered);
    }
  }
  return covered;
}

function tableOf(font: Buffer, wanted: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === wanted) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`A font has no table ${wanted}.`);
}

function addSegments(font: Buffer, part: number, covered: Set<number>): void {
  const bytes = font.readUInt16BE(part + 6);
  const [ends, starts, deltas, offsets] = [part + 14, part + 16 + bytes, part + 16 + bytes * 2, part + 16 + bytes * 3];
  for (let at = 0; at < bytes; at += 2) {
    const start = font.readUInt16BE(starts + at);
    const end = font.readUInt16BE(ends + at);
    if (start === 0xffff) continue;
    const delta = font.readUInt16BE(deltas + at);
    const offset = font.readUInt16BE(offsets + at);
    for (let character = start; character <= end; character += 1) {
      const glyph = offset === 0 ? character + delta : font.readUInt16BE(offsets + at + offset + (character - start) * 2);
      if ((glyph & 0xffff) !== 0) covered.add(character);
    }
  }
}

function addGroups(font: Buffer, part: number, covered: Set<number>): void {
  for (let index = 0; index < font.readUInt32BE(part + 12); index += 1) {
    const group = part + 16 + index * 12;
    const end = font.readUInt32BE(group + 4);
    for (let character = font.readUInt32BE(group); character <= end; character += 1) covered.add(character);
  }
}
