import { crc32, deflateSync } from 'node:zlib';
import { Transformer } from '@napi-rs/image';

/** A red rectangle, its left half blue. */
function pixels(width: number, height: number): Transformer {
  const colours = Buffer.alloc(width * height * 4);
  for (let at = 0; at < width * height; at++) colours.set(at % width < width / 2 ? [0, 0, 255, 255] : [255, 0, 0, 255], at * 4);
  return Transformer.fromRgbaPixels(colours, width, height);
}
/** What is read at once: each picture and each document is read in a process of its own. */
export const captions = (): Buffer => Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\nNine swifts.\n');
export const png = (width = 60, height = 40): Promise<Buffer> => pixels(width, height).png();
export const webp = (width = 60, height = 40): Promise<Buffer> => pixels(width, height).webp(80);

/** A JPEG as a telephone takes it: lying, with the place in its EXIF data. */
export async function telephonePicture(width: number, height: number): Promise<Buffer> {
  const jpeg = await pixels(width, height).jpeg(90);
  // Two entries: orientation 6 (to be turned right), and a description.
  const tiff = Buffer.from('49492a0008000000' + '0200' + '120103000100000006000000' + '0e0102000c00000026000000' + '00000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('SECRETPLACE\0')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

/** A PNG that says it is this large and holds next to nothing. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000))), chunk('IEND', Buffer.alloc(0))]);
}

export const GIF = Buffer.from('R0lGODdhAgABAPAAAP8AAAAA/ywAAAAAAgABAAACAkQKADs=', 'base64');
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const VTT = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nGood day\n');
/** Enough of an MP4 to be told as one. */
export const MP4 = Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.from('0123456789'.repeat(100))]);

export const svg = (content: string, attributes = 'width="60" height="40"'): Buffer =>
  Buffer.from(`<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`);
