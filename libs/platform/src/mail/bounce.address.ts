import type { Secrets } from '../secrets';

/** Letters and digits that survive whatever a mail server does to case (RFC 4648, base 32). */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BITS = 5;
const PURPOSE = 'bounce';
/** Characters of the signature. */
const SEAL = 16;

/** `bounces+<token>@domain` for one mail: who is told there that it could not be delivered knows which it was. The token tells nothing else. */
export function bounceAddress(base: string, mailId: string, secrets: Secrets): string {
  const at = base.lastIndexOf('@');
  const token = `${toLetters(Buffer.from(mailId.replaceAll('-', ''), 'hex'))}${sealOf(mailId, secrets)}`;
  return `${base.slice(0, at)}+${token}${base.slice(at)}`;
}

/** Which mail an address that is written anywhere in this text is for, or null where none is ours. */
export function mailIdIn(text: string, secrets: Secrets): string | null {
  for (const [, token] of text.matchAll(/\+([a-z2-7]{42})@/gi)) {
    const bytes = fromLetters(token!.toLowerCase().slice(0, -SEAL));
    const mailId = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (token!.toLowerCase().slice(-SEAL) === sealOf(mailId, secrets)) return mailId;
  }
  return null;
}

const sealOf = (mailId: string, secrets: Secrets): string => toLetters(Buffer.from(secrets.seal(PURPOSE, mailId).slice(mailId.length + 1), 'base64url')).slice(0, SEAL);

function toLetters(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return bits.match(/.{1,5}/g)!.map((part) => ALPHABET[parseInt(part.padEnd(BITS, '0'), 2)]!).join('');
}

function fromLetters(letters: string): Buffer {
  const bits = [...letters].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(BITS, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}
