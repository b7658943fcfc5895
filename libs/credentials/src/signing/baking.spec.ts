import { crc32, deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';
import { bakePng, bakeSvg } from './bake';
import { fromBase58, toBase58 } from './base58';
import { unbake } from './unbake';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><rect width="8" height="8" fill="#f00"/></svg>';
const png = (): Promise<Buffer> => Transformer.fromSvg(svg).png();
const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJuYW1lIjoi4oKsIn0.c2ln';
const json = '{"name":"Αθήνα & <b>\\"x\\"</b>"}';
const chunk = (type: string, data: Buffer): Buffer => {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(data, crc32(Buffer.from(type))));
  return Buffer.concat([length, Buffer.from(type), data, sum]);
};

describe('a baked picture', () => {
  it('gives back what was baked into it, and is the same picture', async () => {
    const plain = await png();
    for (const credential of [jwt, json, 'a'.repeat(100_000)]) expect(unbake(bakePng(plain, credential))).toBe(credential);
    expect((await new Transformer(bakePng(plain, jwt)).rawPixels()).equals(await new Transformer(plain).rawPixels())).toBe(true);
    expect(unbake(Buffer.from(bakeSvg(svg, jwt)))).toBe(jwt);
    expect((await Transformer.fromSvg(bakeSvg(svg, jwt)).rawPixels()).equals(await Transformer.fromSvg(svg).rawPixels())).toBe(true);
    expect(() => bakeSvg(svg, json)).toThrow('Only a JWT');
  });

  it('is read from others too: compressed, in quotation marks, escaped', async () => {
    const plain = await png();
    const packed = chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\x01\0en\0\0', 'latin1'), deflateSync(json)]));
    expect(unbake(Buffer.concat([plain.subarray(0, 33), packed, plain.subarray(33)]))).toBe(json);
    const within = (inner: string) => Buffer.from(svg.replace('<rect', `${inner}<rect`));
    expect(unbake(within(`<openbadges:credential><![CDATA[\n${json}\n]]></openbadges:credential>`))).toBe(json);
    expect(unbake(within(`<openbadges:credential>{"a":"&amp;lt;&quot;"}</openbadges:credential>`))).toBe('{"a":"&lt;""}');
    expect(unbake(within(`<openbadges:credential  verify = '${jwt}' ></openbadges:credential>`))).toBe(jwt);
  });

  it('without anything baked, broken or made to be large gives nothing', async () => {
    const plain = await png();
    const bomb = chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))]));
    const endless = Buffer.concat([plain.subarray(0, 33), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('iTXt')]);
    const nothing = [plain, Buffer.from(svg), Buffer.alloc(0), plain.subarray(0, 20), Buffer.concat([plain.subarray(0, 33), bomb]), endless, Buffer.from('<openbadges:credential'), Buffer.from('<openbadges:credential>{'), Buffer.alloc(17 * 1024 * 1024), chunk('iTXt', Buffer.from('openbadgecredential\0'))];
    expect(nothing.map(unbake)).toEqual(nothing.map(() => null));
    const baked = bakePng(plain, jwt);
    for (let index = 0; index < 1_000; index++) expect(typeof unbake(baked.subarray(0, index))).toMatch(/string|object/);
  });
});

it('base58 is as others write it', () => {
  expect(toBase58(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
  expect(toBase58(Buffer.from('0000287fb4cd', 'hex'))).toBe('11233QC4');
  for (const bytes of [[], [0], [0, 0, 1], [255, 254, 0]]) expect(fromBase58(toBase58(Uint8Array.from(bytes)))).toEqual(Buffer.from(bytes));
  for (const text of ['0', 'O', 'l', 'é', '1'.repeat(201)]) expect(fromBase58(text)).toBeNull();
});
