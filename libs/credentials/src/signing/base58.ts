const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base58 as Bitcoin has it: how Multikeys and proof values are written, after the multibase letter `z`. */
export function toBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let place = 0; place < digits.length; place++) {
      carry += (digits[place] ?? 0) * 256;
      digits[place] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  return '1'.repeat(leading(bytes, 0)) + digits.reverse().map((digit) => ALPHABET[digit]).join('');
}

/** The bytes, or null where the text is no base58 or longer than `longest`: the time it takes grows with its square. */
export function fromBase58(text: string, longest = 200): Buffer | null {
  if (text.length > longest) return null;
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = ALPHABET.indexOf(letter);
    if (carry < 0) return null;
    for (let place = 0; place < bytes.length; place++) {
      carry += (bytes[place] ?? 0) * 58;
      bytes[place] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  return Buffer.from([...Buffer.alloc(leading(text, '1')), ...bytes.reverse()]);
}

function leading(items: Uint8Array | string, zero: number | string): number {
  let count = 0;
  while (count < items.length && items[count] === zero) count += 1;
  return count;
}
