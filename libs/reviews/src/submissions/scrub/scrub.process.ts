import { execFile } from 'node:child_process';
import { projectRoot } from '@academy/platform';
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
export function scrubDocument(input: Buffer, kind: 'pdf' | 'office'): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [`--max-old-space-size=${MEMORY_MEGABYTES}`, '-e', PROGRAM, kind],
      { cwd: projectRoot(), env: {}, encoding: 'buffer', timeout: SECONDS * 1000, killSignal: 'SIGKILL', maxBuffer: LARGEST_ANSWER, windowsHide: true },
      (error, answer) => resolve(error || answer.length === 0 ? null : answer),
    );
    // It may end before it has read everything.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
