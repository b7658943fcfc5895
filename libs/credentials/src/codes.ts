import { randomInt } from 'node:crypto';

/** Letters and digits that are not taken for one another when read aloud or copied from paper. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUPS = 4;

/** A verification code such as `K7QM-2XHD-94RA-VTBA`: 16 of 32 signs, 80 random bits. */
export function newCode(): string {
  const sign = () => ALPHABET[randomInt(ALPHABET.length)]!;
  return Array.from({ length: GROUPS }, () => Array.from({ length: 4 }, sign).join('')).join('-');
}

/** A code as people type it: spaces, small letters and missing dashes do not matter. Null where it cannot be one. */
export function readCode(typed: string): string | null {
  const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (signs.length !== GROUPS * 4 || [...signs].some((sign) => !ALPHABET.includes(sign))) return null;
  return signs.match(/.{4}/g)!.join('-');
}
