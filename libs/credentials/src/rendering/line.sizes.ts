import { join } from 'node:path';
import { type Font, readFont } from './fonts';

/** How a text is set on one line: between two sizes in points, on so many millimetres. */
type Line = { file: string; largest: number; smallest: number; width: number };

const LINES = {
  heading: { file: 'NotoSerifDisplay-Regular.ttf', largest: 24, smallest: 17, width: 84 },
  holder: { file: 'NotoSerifDisplay-Regular.ttf', largest: 38, smallest: 23, width: 168 },
  title: { file: 'SofiaSansSemiCondensed-Bold.ttf', largest: 23, smallest: 18, width: 168 },
  brand: { file: 'SofiaSansSemiCondensed-Bold.ttf', largest: 17, smallest: 13, width: 104 },
  issuer: { file: 'SofiaSansSemiCondensed-Bold.ttf', largest: 12, smallest: 10, width: 44 },
} as const satisfies Record<string, Line>;
export type LineName = keyof typeof LINES;

const POINTS = 72 / 25.4;
/** Kerning may widen a line by a little. */
const SLACK = 0.985;

const fonts = new Map<string, Font>();

/**
 * For the template: the limits of a line and, where it can be told from the widths of the letters alone, the size at
 * which the text fits. Null where another face has to help or more lines are needed: then Typst measures, which costs
 * as much as a tenth of the certificate.
 */
export function lineSize(name: LineName, text: string, fontFolder: string): { known: number | null; largest: number; smallest: number; width: number } {
  const { file, largest, smallest, width } = LINES[name];
  let font = fonts.get(file);
  if (!font) fonts.set(file, (font = readFont(join(fontFolder, file))));
  const ems = widthInEms(text, font);
  const fitting = ems === null ? 0 : Math.min(largest, (width * POINTS * SLACK) / Math.max(ems, 0.1));
  return { known: fitting >= smallest ? Math.floor(fitting * 100) / 100 : null, largest, smallest, width };
}

function widthInEms(text: string, font: Font): number | null {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    const glyph = font.glyphs.get(character.codePointAt(0) ?? 0);
    if (glyph === undefined) return null;
    width += font.advance(glyph);
  }
  return width / font.units;
}
