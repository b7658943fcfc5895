import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { foldName, whyRefuseName } from './entry-names';
import { RATIO_FREE_BYTES, type PackageLimits } from './limits';
import { UnreadablePackage, UnusableFile } from './unreadable-package';

const FILE_TYPE = 0o170000;
const ORDINARY_TYPES = new Set([0, 0o100000, 0o040000]);

/** A zip file opened for reading: its list of contents is checked once, its files are read one at a time. */
export class Archive {
  private unpackedBytes = 0;
  private readonly counted = new Set<string>();
  private readonly folded = new Map<string, string>();

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    /** Names that occur a second time; the first one counts. */
    readonly doubles: readonly string[],
    private readonly limits: PackageLimits,
  ) {
    for (const path of entries.keys()) if (!this.folded.has(foldName(path))) this.folded.set(foldName(path), path);
  }

  /** Refuses what is no zip file, is encrypted, holds unsafe names or links, or would unpack to more than the limits. */
  static async open(file: string, limits: PackageLimits): Promise<Archive> {
    const zip = await openZip(file);
    try {
      const contents = await readContents(zip, limits);
      return new Archive(zip, contents.entries, contents.doubles, limits);
    } catch (error) {
      zip.close();
      if (error instanceof UnreadablePackage) throw error;
      throw new UnreadablePackage('The file is damaged: its list of contents cannot be read.', { cause: error });
    }
  }

  get paths(): string[] {
    return [...this.entries.keys()];
  }

  /** The entry of this name; failing that, the first whose name differs in case alone. */
  find(path: string): string | null {
    return this.entries.has(path) ? path : (this.folded.get(foldName(path)) ?? null);
  }

  size(path: string): number {
    return this.entry(path).uncompressedSize;
  }

  /** The whole file in memory. Refuses one of more than `most` bytes. */
  async bytes(path: string, most: number): Promise<Buffer> {
    if (this.size(path) > most) throw new UnusableFile(`It is larger than ${inMegabytes(most)} MB.`);
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(path)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Unpacks one file to `target`, which must not exist. */
  async extract(path: string, target: string): Promise<void> {
    await pipeline(Readable.from(this.chunks(path)), createWriteStream(target, { flags: 'wx' }));
  }

  close(): void {
    this.zip.close();
  }

  private async *chunks(path: string): AsyncGenerator<Buffer> {
    const entry = this.entry(path);
    if (entry.uncompressedSize > this.limits.fileBytes) {
      throw new UnusableFile(`It is larger than ${inMegabytes(this.limits.fileBytes)} MB.`);
    }
    let sum = 0;
    try {
      const stream: AsyncIterable<Buffer> = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        this.count(path, chunk.length);
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      if (error instanceof UnreadablePackage) throw error;
      throw new UnusableFile('It is damaged and cannot be unpacked.', { cause: error });
    }
    this.counted.add(path);
    if (sum !== entry.crc32) throw new UnusableFile('It is damaged: its checksum is wrong.');
  }

  /** What was really unpacked, whatever the list of contents promised. A file read twice counts once. */
  private count(path: string, bytes: number): void {
    if (this.counted.has(path)) return;
    this.unpackedBytes += bytes;
    if (this.unpackedBytes > this.limits.unpackedBytes) throw tooMuch(this.limits);
  }

  private entry(path: string): Entry {
    const entry = this.entries.get(path);
    if (entry === undefined) throw new UnusableFile('It is not in the package.');
    return entry;
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    // Names are decoded and checked here, so that each refusal says what is wrong with which file.
    const zip = await openPromise(file, { autoClose: false, decodeStrings: false });
    zip.on('error', () => undefined);
    return zip;
  } catch (error) {
    throw new UnreadablePackage('The file is not a package that can be opened: it is no zip file, or it is damaged.', { cause: error });
  }
}

async function readContents(zip: ZipFile, limits: PackageLimits): Promise<{ entries: Map<string, Entry>; doubles: string[] }> {
  if (zip.entryCount > limits.entries) throw new UnreadablePackage(`The package holds more than ${limits.entries} files.`);
  const entries = new Map<string, Entry>();
  const doubles: string[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    refuseUnsafe(entry, name);
    if (name.endsWith('/')) continue;
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.unpackedBytes) throw tooMuch(limits);
    if (isBeyondRatio(entry.uncompressedSize, entry.compressedSize, limits)) throw tooDense();
    if (entries.has(name)) doubles.push(name);
    else entries.set(name, entry);
  }
  if (isBeyondRatio(unpacked, zip.fileSize, limits)) throw tooDense();
  return { entries, doubles };
}

function refuseUnsafe(entry: Entry, name: string): void {
  const reason = whyRefuseName(name);
  if (reason !== null) throw new UnreadablePackage(`The package is unsafe: an entry ${reason}.`);
  if (!ORDINARY_TYPES.has((entry.externalFileAttributes >>> 16) & FILE_TYPE)) {
    throw new UnreadablePackage('The package is unsafe: it holds a link or a device instead of a file.');
  }
  if (entry.isEncrypted()) throw new UnreadablePackage('The package is encrypted. Save it without a password and try again.');
}

function isBeyondRatio(unpacked: number, packed: number, limits: PackageLimits): boolean {
  return unpacked > RATIO_FREE_BYTES && unpacked > packed * limits.ratio;
}

const inMegabytes = (bytes: number) => Math.round(bytes / 100_000) / 10;
const tooMuch = (limits: PackageLimits) =>
  new UnreadablePackage(`Unpacked, the package is larger than ${inMegabytes(limits.unpackedBytes)} MB.`);
const tooDense = () => new UnreadablePackage('The package is unsafe: it unpacks to far more than its size.');
