import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of an archive. `isPacked`: its bytes are small already (a picture, an archive), and stored as they are. */
export type ZipEntry = Readonly<{ name: string; at: Date; chunks: AsyncIterable<string | Uint8Array>; isPacked?: boolean }>;

/** A ZIP archive as a stream: its files are read one after another, and only as fast as the other side takes them. */
export const zipStream = (entries: AsyncIterable<ZipEntry>): Readable => Readable.from(zipped(entries), { objectMode: false });

async function* zipped(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  for await (const { name, at, chunks, isPacked } of entries) {
    const file = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const chunk of chunks) {
      file.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
