import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import type { Archive } from './archive';
import { baseName, extensionOf } from './entry-names';
import { oneLine } from './plain-text';
import type { ImportReport } from './report';
import { isActiveSvg, isSvg } from './svg';
import { decodeMarkup } from './text-encoding';
import { UnusableFile } from './unreadable-package';

/** A file that the course shows or offers. Its bytes lie in the work folder until the caller has stored them. */
export interface ImportedMedia {
  /** Stands for the identifier that the stored file will get: in `mediaId`, and as `/media/{placeholder}` in texts. */
  placeholder: string;
  fileName: string;
  /** Where the bytes lie. */
  file: string;
  bytes: number;
  /** By content, not by name; `application/octet-stream` where nothing is known. */
  contentType: string;
  /** Where it was in the package. */
  path: string;
}

const TEXT_TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', vtt: 'text/vtt', md: 'text/markdown' };
/** A drawing is looked at as a whole; a larger one is not worth the risk. */
const LONGEST_SVG = 5_000_000;

/** Takes files out of the package, each once, when the first text asks for it. */
export class MediaShelf {
  private readonly taken = new Map<string, Promise<ImportedMedia | null>>();
  private readonly kept: ImportedMedia[] = [];
  private count = 0;

  constructor(
    private readonly archive: Archive,
    private readonly workFolder: string,
    private readonly report: ImportReport,
  ) {}

  /** Null, with the reason in the report, for what is damaged, empty, too large or an active picture. */
  take(path: string): Promise<ImportedMedia | null> {
    return this.once(path, path, baseName(path), (file) => this.archive.extract(path, file));
  }

  /** A picture written into the page itself (`data:image/…;base64,…`). */
  async takeEmbedded(address: string, page: string): Promise<ImportedMedia | null> {
    const match = /^data:image\/(png|jpeg|jpg|gif|webp);base64,/i.exec(address);
    if (match?.[1] === undefined) return null;
    const bytes = Buffer.from(address.slice(match[0].length), 'base64');
    const digest = createHash('sha256').update(bytes).digest('hex');
    return this.once(`data:${digest}`, page, `picture.${match[1].toLowerCase()}`, (file) => writeFile(file, bytes, { flag: 'wx' }));
  }

  hasTaken(path: string): boolean {
    return this.taken.has(path);
  }

  all(): readonly ImportedMedia[] {
    return this.kept;
  }

  private once(name: string, path: string, fileName: string, write: (file: string) => Promise<void>): Promise<ImportedMedia | null> {
    const before = this.taken.get(name);
    if (before !== undefined) return before;
    const taking = this.bring(path, fileName, write);
    this.taken.set(name, taking);
    return taking;
  }

  private async bring(path: string, fileName: string, write: (file: string) => Promise<void>): Promise<ImportedMedia | null> {
    this.count += 1;
    const placeholder = `import-${this.count}`;
    const file = join(this.workFolder, placeholder);
    try {
      await write(file);
      const media = await describe({ placeholder, file, path, fileName: oneLine(fileName, 200) });
      this.kept.push(media);
      this.report.converted(path, 'media');
      return media;
    } catch (error) {
      await rm(file, { force: true });
      if (!(error instanceof UnusableFile)) throw error;
      this.report.skipped(path, error.reason);
      return null;
    }
  }
}

async function describe(found: Pick<ImportedMedia, 'placeholder' | 'file' | 'path' | 'fileName'>): Promise<ImportedMedia> {
  const { size } = await stat(found.file);
  if (size === 0) throw new UnusableFile('It is empty.');
  return { ...found, bytes: size, contentType: await contentTypeOf(found.file, size, found.path) };
}

async function contentTypeOf(file: string, size: number, path: string): Promise<string> {
  const head = await firstBytes(file);
  // First of all, and by its text: in UTF-16 it looks like a sound to those who only see its first bytes.
  if (isSvg(head)) {
    if (size > LONGEST_SVG || isActiveSvg(decodeMarkup(await readFile(file))))
      throw new UnusableFile('An active picture (SVG with scripts or frames) was dropped.');
    return 'image/svg+xml';
  }
  const known = await fileTypeFromFile(file).catch(() => undefined);
  if (known !== undefined) return known.mime;
  return head.includes(0) ? 'application/octet-stream' : (TEXT_TYPES[extensionOf(path)] ?? 'text/plain');
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
