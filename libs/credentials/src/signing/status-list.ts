import { gunzipSync, gzipSync } from 'node:zlib';
import { instantOf } from './instants';

/** Source of all in this file: W3C, Bitstring Status List v1.0. */

/** Entries of a list, the least that the standard allows: one credential hides among this many. */
export const STATUS_LIST_SIZE = 131_072;
/** Nobody needs a larger list; what claims to be one is not unpacked. */
const LARGEST = 8 * 1024 * 1024;

/** A list of which bits say who is revoked; `url` is where it is published. */
export type StatusList = { url: string; bits: Uint8Array };

export type StatusListCredential = {
  '@context': string[];
  id: string;
  type: string[];
  issuer: string;
  validFrom: string;
  credentialSubject: { id: string; type: 'BitstringStatusList'; statusPurpose: 'revocation'; encodedList: string; ttl: number };
};

export const emptyBits = (size = STATUS_LIST_SIZE): Uint8Array => new Uint8Array(size / 8);

/** Whether a bit is set. Bits count from the left: bit 0 is the highest of byte 0. Refuses an index outside the list. */
export function isSet(bits: Uint8Array, index: number): boolean {
  refuseOutside(bits, index);
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** Sets or clears a bit in place. */
export function setBit(bits: Uint8Array, index: number, isOn = true): void {
  refuseOutside(bits, index);
  const mask = 0x80 >> (index & 7);
  const byte = bits[index >> 3] ?? 0;
  bits[index >> 3] = isOn ? byte | mask : byte & ~mask;
}

/** Gzip, then base64url after the multibase letter `u`. */
export function encodeList(bits: Uint8Array): string {
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** The bits, or null where the text is no list, is shorter than the standard allows, or far larger than any. */
export function decodeList(encoded: string): Uint8Array | null {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) return null;
  try {
    const bits = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: LARGEST });
    return bits.length * 8 >= STATUS_LIST_SIZE ? bits : null;
  } catch {
    return null;
  }
}

/** What a credential carries so that its bit can be found. */
export function statusEntry(listUrl: string, index: number) {
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}

/** The list as a credential, to be signed as any other. `keepFor` milliseconds: how long a verifier may keep it. */
export function buildStatusList(list: StatusList, issuerUrl: string, updatedAt: Date, keepFor = 300_000): StatusListCredential {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: list.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerUrl,
    validFrom: instantOf(updatedAt),
    credentialSubject: { id: `${list.url}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encodeList(list.bits), ttl: keepFor },
  };
}

function refuseOutside(bits: Uint8Array, index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8) throw new RangeError(`The list has no entry ${index}.`);
}
