import { crc32 } from 'node:zlib';
import { PNG_KEYWORD, SVG_NAMESPACE } from './unbake';

/** Source: Open Badges 3.0, 5.3, Baked Badges. */

const AFTER_HEADER = 8 + 25;

/** The PNG with a credential in it, as a text right after its header. */
export function bakePng(png: Uint8Array, credential: string): Buffer {
  const type = Buffer.from('iTXt');
  const data = Buffer.concat([Buffer.from(`${PNG_KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(credential)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(data, crc32(type)));
  return Buffer.concat([png.subarray(0, AFTER_HEADER), length, type, data, sum, png.subarray(AFTER_HEADER)]);
}

/** The SVG, which must be of our own making, with a JWT in it. */
export function bakeSvg(svg: string, jwt: string): string {
  if (!/^[\w.-]+$/.test(jwt)) throw new Error('Only a JWT is baked into an SVG.');
  const start = svg.indexOf('<svg ');
  const end = svg.indexOf('>', start);
  if (start < 0 || end < 0) throw new Error('This is no SVG.');
  return `${svg.slice(0, end)} xmlns:openbadges="${SVG_NAMESPACE}"><openbadges:credential verify="${jwt}"/>${svg.slice(end + 1)}`;
}
