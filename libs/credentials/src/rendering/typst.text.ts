/** A tree of plain data whose leaves become Typst source. */
export type Data = string | number | null | Data[] | { [name: string]: Data };
type Source = string | Source[] | { [name: string]: Source };

/** Marks that only steer direction or joining, which a name can hide tricks in, and selectors of picture variants. */
const INVISIBLE = /[\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}|[\u{e0000}-\u{e007f}]/gu;
const PICTURE = /[\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;

/** What stands where the fonts have no glyph: seen by the holder, who can then correct the name. */
const BLANK = '□';

/**
 * A text as it can be printed: composed (NFC), on one line, without control characters, direction marks or emoji;
 * a character that no font of ours has becomes □. Never empty.
 */
export function printable(text: string, covered: ReadonlySet<number>): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(PICTURE, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim();
  const drawn = Array.from(plain, (character) => drawable(character, covered)).join('').trim();
  return drawn === '' ? BLANK : drawn;
}

/** A word that is longer than any word may break anywhere, rather than leave the page. */
export const breakable = (text: string): string => text.replace(/\S{41,}/gu, (word) => word.replace(/.{14}\p{M}*/gu, '$&\u200b'));

function drawable(character: string, covered: ReadonlySet<number>): string {
  if (covered.has(character.codePointAt(0) ?? 0)) return character;
  return /\p{Extended_Pictographic}/u.test(character) ? '' : BLANK;
}

/**
 * A Typst string literal. Inside one only backslash and quote mean anything, so both are escaped; printable() has
 * already taken line breaks and control characters out.
 */
export function literal(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Every leaf of the data as Typst source; names stay. This is the only way by which texts reach a template. */
export function literals(data: Data, covered: ReadonlySet<number>): Source {
  if (data === null) return 'none';
  if (typeof data === 'string') return literal(printable(data, covered));
  if (typeof data === 'number') {
    if (!Number.isFinite(data)) throw new Error(`${data} cannot be printed.`);
    return String(data);
  }
  if (Array.isArray(data)) return data.map((item) => literals(item, covered));
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, literals(value, covered)]));
}
