/** Letters that Unicode does not take apart into a letter of a-z and a mark. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' };
const LONGEST = 64;

/** A text as `[a-z0-9-]`, at most 64 characters; `otherwise` where nothing of it can be written so. */
export function keyFromText(text: string, otherwise: string): string {
  const plain = text.toLowerCase().replace(/[ßæœøłđðþħı]/g, (letter) => LETTERS[letter]!).normalize('NFKD').replace(/\p{M}/gu, '');
  const key = plain.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replace(/^-+|-+$/g, '');
  return key === '' ? otherwise : key;
}

/** The key itself, or with the first number behind it that is free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(key)) return key;
  for (let number = 2; ; number++) {
    const numbered = `${key.slice(0, LONGEST - 1 - String(number).length)}-${number}`;
    if (!isTaken(numbered)) return numbered;
  }
}

/** A slug is part of an address: it must not look like an identifier, nor like another page of courses. */
export const isReservedSlug = (slug: string): boolean => slug === 'new' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(slug);
