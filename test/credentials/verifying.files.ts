import { crc32, deflateSync } from 'node:zlib';

/** Badges as pictures, made by hand: what is tried here must not be made by what it tries. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489'.replace(' ', ''), 'hex');
const chunk = (type: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
};
const itxt = (isPacked: boolean, text: Buffer): Buffer => chunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0'), Buffer.from([isPacked ? 1 : 0, 0]), Buffer.from('\0\0'), text]));

export const pngWith = (credential: string): Buffer => Buffer.concat([PNG, itxt(false, Buffer.from(credential)), chunk('IEND', Buffer.alloc(0))]);
export const svgWith = (credential: string): Buffer =>
  Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential verify="${credential}"/></svg>`);

/** Zeros, unpacked: packed once, for it takes longer than to verify them. */
const BOMB = deflateSync(Buffer.alloc(60_000_000, 0x61), { level: 1 });

/** Files that are made to break, hold up or lead astray whoever reads them. `trap`: an address that nobody may ask. */
export const hostileFiles = (trap: string, jwt: string): [string, Buffer][] => [
  ['a picture that unpacks to 60 MB', Buffer.concat([PNG, itxt(true, BOMB), chunk('IEND', Buffer.alloc(0))])],
  ['a picture whose piece has no end', Buffer.concat([PNG, Buffer.from('7fffffff', 'hex'), Buffer.from('iTXtopenbadgecredential\0')])],
  ['a picture of ten thousand pieces', Buffer.concat([PNG, ...Array.from({ length: 10_000 }, () => itxt(true, Buffer.from('x')))])],
  ['a drawing with entities', Buffer.from(`<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}"><!ENTITY d SYSTEM "${trap}"><!ENTITY e SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><openbadges:credential>&c;&d;&e;</openbadges:credential></svg>`)],
  ['a drawing that fetches', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${trap}"/><openbadges:credential verify="${trap}"/></svg>`)],
  ['a picture that holds an address', pngWith(trap)],
  ['a drawing without end', Buffer.from(`<svg ${'<openbadges:credential '.repeat(200_000)}`)],
  ['JSON of great depth', Buffer.from('['.repeat(150_000))],
  ['JSON with a foreign context', Buffer.from(JSON.stringify({ '@context': [trap], type: ['VerifiableCredential'], issuer: trap, credentialStatus: { type: 'BitstringStatusListEntry', statusListCredential: trap, statusListIndex: '1' }, credentialSchema: { id: trap }, proof: { type: 'DataIntegrityProof', verificationMethod: trap } }))],
  ['a JWT whose key lies elsewhere', Buffer.from(`${Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'vc+jwt', jku: trap, x5u: trap, kid: trap })).toString('base64url')}.${Buffer.from(JSON.stringify({ iss: trap, type: ['OpenBadgeCredential'], id: trap })).toString('base64url')}.AAAA`)],
  ['a JWT that says it needs no signature', Buffer.from(`${Buffer.from('{"alg":"none","typ":"vc+jwt"}').toString('base64url')}.${jwt.split('.')[1]}.`)],
  ['an assertion that is to be looked up', Buffer.from(JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: trap, badge: trap, verification: { type: 'hosted', url: trap } }))],
  ['a PDF with a form that sends itself', Buffer.from(`%PDF-1.7\n1 0 obj << /OpenAction << /S /URI /URI (${trap}) >> /AA << /O << /S /JavaScript /JS (app.launchURL("${trap}")) >> >> >>`)],
  ['a PDF that unpacks to more than a gigabyte', Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([Buffer.from('%PDF-1.7\nstream\n'), BOMB, Buffer.from('\nendstream\n')])))],
  ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Length 9999999 /Filter /FlateDecode >>\nstream\nx\x9c')],
  ['a PDF that is a picture too', Buffer.concat([PNG, Buffer.from('%PDF-1.7\nstream\n')])],
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(100_000)],
  ['a page', Buffer.from(`<html><script src="${trap}"></script>`)],
];
