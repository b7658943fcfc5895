import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A TrueType font, as far as we read one ourselves. Source: OpenType specification. */
export type Font = {
  /** Units to the em. */
  units: number;
  /** The number of the glyph of a character. */
  glyphs: ReadonlyMap<number, number>;
  /** How far the pen moves after a glyph, in units. */
  advance: (glyph: number) => number;
  table: (name: string) => Buffer;
};

/** The characters that the fonts of a folder can draw. */
export function charactersOf(folder: string): Set<number> {
  const covered = new Set<number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ttf'))) {
    for (const character of readFont(join(folder, file)).glyphs.keys()) covered.add(character);
  }
  return covered;
}

export function readFont(file: string): Font {
  const font = readFileSync(file);
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    const start = font.readUInt32BE(entry + 8);
    tables.set(font.toString('latin1', entry, entry + 4), font.subarray(start, start + font.readUInt32BE(entry + 12)));
  }
  const table = (name: string): Buffer => {
    const found = tables.get(name);
    if (!found) throw new Error(`${file} has no table ${name}.`);
    return found;
  };
  const [metrics, last] = [table('hmtx'), table('hhea').readUInt16BE(34) - 1];
  return {
    units: table('head').readUInt16BE(18),
    glyphs: characterMap(table('cmap')),
    advance: (glyph) => metrics.readUInt16BE(Math.min(glyph, last) * 4),
    table,
  };
}

/** Formats 4 and 12, which are those of every font of today. */
function characterMap(cmap: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const part = cmap.subarray(cmap.readUInt32BE(8 + index * 8));
    const format = part.readUInt16BE(0);
    if (format === 4) addSegments(part, glyphs);
    if (format === 12) addGroups(part, glyphs);
  }
  return glyphs;
}

function addSegments(part: Buffer, glyphs: Map<number, number>): void {
  const bytes = part.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + bytes * 2, 16 + bytes * 3];
  for (let at = 0; at < bytes; at += 2) {
    const start = part.readUInt16BE(starts + at);
    if (start === 0xffff) continue;
    const delta = part.readUInt16BE(deltas + at);
    const offset = part.readUInt16BE(offsets + at);
    for (let character = start; character <= part.readUInt16BE(ends + at); character += 1) {
      const listed = offset === 0 ? character : part.readUInt16BE(offsets + at + offset + (character - start) * 2);
      const glyph = offset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(character, glyph);
    }
  }
}

function addGroups(part: Buffer, glyphs: Map<number, number>): void {
  for (let index = 0; index < part.readUInt32BE(12); index += 1) {
    const group = 16 + index * 12;
    const start = part.readUInt32BE(group);
    for (let character = start; character <= part.readUInt32BE(group + 4); character += 1) {
      glyphs.set(character, part.readUInt32BE(group + 8) + character - start);
    }
  }
}
