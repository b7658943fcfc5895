import { askOnce } from '@academy/platform';

/** What is to be made of a picture. `width` and `height`: the size to draw it in; 0 for its own. */
export type PictureJob = { from: 'drawing' | 'pixels'; to: 'png' | 'jpeg' | 'webp'; longestEdge: number; width: number; height: number };
export type EncodedPicture = { bytes: Buffer; width: number; height: number };

const SECONDS = 10;
const LARGEST_ANSWER = 64_000_000;
const QUALITY = 85;

type Encoder = typeof import('@napi-rs/image');

/** Runs in the other process, as text: it may use nothing but its arguments. Answers width, height and the bytes. */
async function encode({ Transformer }: Encoder, input: Buffer, job: PictureJob, quality: number): Promise<Buffer> {
  const picture = job.from === 'drawing' ? Transformer.fromSvg(input.toString('utf8')) : new Transformer(input);
  const { width, height, orientation } = await picture.metadata(true);
  picture.rotate();
  const isLying = (orientation ?? 1) > 4;
  const own = isLying ? { width: height, height: width } : { width, height };
  const wanted = job.width > 0 ? job : own;
  const scale = Math.min(1, job.longestEdge / Math.max(wanted.width, wanted.height));
  const size = { width: Math.max(1, Math.round(wanted.width * scale)), height: Math.max(1, Math.round(wanted.height * scale)) };
  if (size.width !== own.width || size.height !== own.height) picture.resize({ ...size, fit: 1 });
  const bytes = job.to === 'png' ? await picture.png() : job.to === 'jpeg' ? await picture.jpeg(quality) : await picture.webp(quality);
  const answer = Buffer.alloc(8);
  answer.writeUInt32BE(size.width, 0);
  answer.writeUInt32BE(size.height, 4);
  return Buffer.concat([answer, bytes]);
}

const PROGRAM = `
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  (${encode.toString()})(require('@napi-rs/image'), Buffer.concat(chunks), JSON.parse(process.argv[1]), ${QUALITY}).then(
    (bytes) => process.stdout.write(bytes),
    () => process.exit(1),
  );
});`;

/**
 * Decodes a picture and encodes it anew, in a process of its own: one made to crash its reader, fill the memory or
 * take for ever ends with that process and not with ours. Null for a picture that cannot be read.
 */
export async function encodePicture(input: Buffer, job: PictureJob): Promise<EncodedPicture | null> {
  const answer = await askOnce(['-e', PROGRAM, JSON.stringify(job)], input, { seconds: SECONDS, largestAnswer: LARGEST_ANSWER });
  return answer && answer.length > 8 ? { width: answer.readUInt32BE(0), height: answer.readUInt32BE(4), bytes: answer.subarray(8) } : null;
}
