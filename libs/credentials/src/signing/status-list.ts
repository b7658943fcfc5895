import { gunzipSync, gzipSync } from 'node:zlib';

/** W3C Bitstring Status List 1.0: one bit an entry, counted from the left of each byte; gzip; base64url behind a `u`. */

export const STATUS_LIST_SIZE = 131_072;

export const encodeBits = (bits: Buffer): string => `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;

/** The bits again. Throws for anything else, and for what unpacks to more than a megabyte. */
export function decodeBits(encoded: string): Buffer {
  if (!encoded.startsWith('u')) throw new Error('A status list begins with u: base64url without padding.');
  return gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: 1_048_576 });
}

export function isSet(bits: Buffer, index: number): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8) throw new Error(`The list has no entry ${index}.`);
  return (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0;
}

/** A copy with one bit set. */
export function withBit(bits: Buffer, index: number): Buffer {
  const copy = Buffer.from(bits);
  copy[index >> 3]! |= 0x80 >> (index & 7);
  return copy;
}

/** The credential that carries a list; unsigned. */
export const statusListCredential = (url: string, issuer: string, bits: Buffer, validFrom: Date) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: url,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer,
  validFrom: validFrom.toISOString(),
  credentialSubject: { id: `${url}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encodeBits(bits) },
});
