import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import { type Font, readFont } from './fonts';
import { outlineOf } from './outlines';

/** The face of the house for signs, and one that has the letters which that lacks. */
const FILES = ['SofiaSansSemiCondensed-Bold.ttf', 'DejaVuSans.ttf'];

let fonts: Font[] | null = null;
const faces = (): Font[] => (fonts ??= FILES.map((file) => readFont(join(projectRoot(), 'templates/certificates/fonts', file))));

type Glyph = { font: Font; glyph: number };

/** Letter for letter, without kerning; a character that neither face has is left out. */
function glyphsOf(text: string): Glyph[] {
  return Array.from(text.normalize('NFC')).flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    const font = faces().find(({ glyphs }) => glyphs.has(point));
    return font ? [{ font, glyph: font.glyphs.get(point) ?? 0 }] : [];
  });
}

/** How wide a text is when it is drawn at a size. */
export const widthOf = (text: string, size: number): number =>
  glyphsOf(text).reduce((sum, { font, glyph }) => sum + (font.advance(glyph) * size) / font.units, 0);

/**
 * A line of text as the data of one SVG path, so that it looks the same wherever the picture is shown: a picture in a
 * page loads no fonts, and what makes PNGs of it has none. `x` is the middle of the line, `y` where the letters stand.
 */
export function drawLine(text: string, size: number, x: number, y: number): string {
  let pen = x - widthOf(text, size) / 2;
  return glyphsOf(text)
    .map(({ font, glyph }) => {
      const scale = size / font.units;
      const path = outlineOf(font, glyph, { scale, x: pen, y });
      pen += font.advance(glyph) * scale;
      return path;
    })
    .join('');
}
