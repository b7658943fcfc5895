import { askOnce } from '@academy/platform';
import { scrubOffice } from './office.scrub';
import { scrubPdf } from './pdf.scrub';
import { stripPicture } from './picture.scrub';

const SECONDS = 20;
const MEMORY_MEGABYTES = 512;
const LARGEST_ANSWER = 64_000_000;

const PROGRAM = `
const stripPicture = ${stripPicture.toString()};
const scrubOffice = ${scrubOffice.toString()};
const scrubPdf = ${scrubPdf.toString()};
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', async () => {
  const input = new Uint8Array(Buffer.concat(chunks));
  const bare = process.argv[1] === 'pdf' ? await scrubPdf(require('@cantoo/pdf-lib'), stripPicture, input) : scrubOffice(require('fflate'), stripPicture, input);
  process.stdout.write(bare);
});
process.on('unhandledRejection', () => process.exit(1));`;

/**
 * Takes out of a document what tells who wrote it, in a process of its own: one made to crash its reader, fill the memory or
 * take for ever ends with that process and not with ours. Null for a document that cannot be read or cleaned.
 */
export async function scrubDocument(input: Buffer, kind: 'pdf' | 'office'): Promise<Buffer | null> {
  const bare = await askOnce(['-e', PROGRAM, kind], input, { seconds: SECONDS, megabytes: MEMORY_MEGABYTES, largestAnswer: LARGEST_ANSWER });
  return bare?.length ? bare : null;
}
