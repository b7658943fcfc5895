import { gzipSync } from 'node:zlib';
import { buildStatusList, decodeList, emptyBits, encodeList, isSet, setBit, STATUS_LIST_SIZE, statusEntry } from './status-list';

describe('a status list', () => {
  it('reads the example of the standard: 131,072 entries, none set', () => {
    const bits = decodeList('uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA');
    expect(bits).toHaveLength(STATUS_LIST_SIZE / 8);
    expect(bits?.every((byte) => byte === 0)).toBe(true);
  });

  it('counts from the left: entry 0 is the highest bit of the first byte', () => {
    const bits = emptyBits();
    for (const index of [0, 9, 131_071]) setBit(bits, index);
    expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
    expect([0, 1, 8, 9, 131_070, 131_071].map((index) => isSet(bits, index))).toEqual([true, false, false, true, false, true]);
    setBit(bits, 9, false);
    expect(isSet(bits, 9)).toBe(false);
  });

  it('comes back as it was sent', () => {
    const bits = emptyBits();
    for (let index = 0; index < STATUS_LIST_SIZE; index += 977) setBit(bits, index);
    const encoded = encodeList(bits);
    expect(encoded).toMatch(/^u[\w-]+$/);
    expect(decodeList(encoded)).toEqual(Buffer.from(bits));
  });

  it.each([-1, STATUS_LIST_SIZE, 1.5, Number.NaN])('has no entry %s', (index) => {
    expect(() => isSet(emptyBits(), index)).toThrow(RangeError);
    expect(() => setBit(emptyBits(), index)).toThrow(RangeError);
  });

  it.each([
    ['nothing', ''],
    ['another multibase', `z${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`],
    ['no gzip', `u${Buffer.alloc(16_384).toString('base64url')}`],
    ['too few entries', `u${gzipSync(Buffer.alloc(16_383)).toString('base64url')}`],
    ['a bomb', `u${gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')}`],
    ['padding', `u${gzipSync(Buffer.alloc(16_384)).toString('base64')}=`],
  ])('is not read from %s', (_, encoded) => expect(decodeList(encoded)).toBeNull());

  it('is published as a credential to which the entries point', () => {
    const bits = emptyBits();
    setBit(bits, 94_567);
    const url = 'https://academy.example/api/v1/status-lists/3';
    const credential = buildStatusList({ url, bits }, 'https://academy.example', new Date('2026-11-22T10:00:00.789Z'));
    expect(credential).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: url,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: 'https://academy.example',
      validFrom: '2026-11-22T10:00:00Z',
      credentialSubject: { id: `${url}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encodeList(bits), ttl: 300_000 },
    });
    expect(statusEntry(url, 94_567)).toMatchObject({ type: 'BitstringStatusListEntry', statusListIndex: '94567', statusListCredential: url });
    expect(statusEntry(url, 94_567).id).not.toBe(url);
  });
});
