import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import { type Font, readFont } from './fonts';
import { outlineOf } from './outlines';

/** The face of the house for signs, and one that has the letters which that lacks. */
const FILES = ['SofiaSansSemiCondensed-Bold.ttf', 'DejaVuSans.ttf'];

let fonts: Font[] | null = null;
const faces = (): Font[] => (fonts ??= FILES.map((file) => readFont(join(projectRoot(), 'templates/certificates/fonts', file))));

type Glyph = { font: Font; number: number };

const known = new Map<string, Glyph | null>();

/** The glyph of a character, or null where neither face has it: it is left out. */
function glyphOf(character: string): Glyph | null {
  const found = known.get(character);
  if (found !== undefined) return found;
  const point = character.codePointAt(0) ?? 0;
  const font = faces().find(({ glyphs }) => glyphs.has(point));
  const glyph = font ? { font, number: font.glyphs.get(point) ?? 0 } : null;
  known.set(character, glyph);
  return glyph;
}

const advanceOf = ({ font, number }: Glyph, size: number): number => (font.advance(number) * size) / font.units;

/** How wide a text is when it is drawn at a size: letter for letter, without kerning. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    const glyph = glyphOf(character);
    if (glyph) width += advanceOf(glyph, size);
  }
  return width;
}

/**
 * A line of text as the data of one SVG path, so that it looks the same wherever the picture is shown: a picture in a
 * page loads no fonts, and what makes PNGs of it has none. `x` is the middle of the line, `y` where the letters stand.
 */
export function drawLine(text: string, size: number, x: number, y: number): string {
  let pen = x - widthOf(text, size) / 2;
  let path = '';
  for (const character of text.normalize('NFC')) {
    const glyph = glyphOf(character);
    if (!glyph) continue;
    path += outlineOf(glyph.font, glyph.number, { scale: size / glyph.font.units, x: pen, y });
    pen += advanceOf(glyph, size);
  }
  return path;
}
