import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Storage, type Transaction, WrongType } from '@academy/platform';
import { fileTypeOf } from './file.content';
import { safeFileName } from './file.types.rules';
import { Media, type MediaKind } from './media.entity';
import { Pictures } from './pictures';

/** Bytes of one file. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** A file whose bytes are stored: looked at, and re-encoded where it is a picture. It belongs to no course yet. */
export type PreparedFile = Omit<Media, 'courseId' | 'createdBy' | 'createdAt'>;
export type MediaView = { id: string; url: string; kind: MediaKind; bytes: number; sha256: string; contentType: string; fileName: string; width: number | null; height: number | null };

/** Files of courses: what they are is told by their content. */
@Injectable()
export class MediaFiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly pictures: Pictures,
  ) {}

  /** Adds an uploaded file to a course. Throws WrongType for what no course needs, Refused for a picture that cannot be read. */
  async add(courseId: string, file: { path: string; fileName: string }, personId: string): Promise<MediaView> {
    const prepared = await this.prepare(await readFile(file.path), file.fileName);
    return this.database.transaction((tx) => this.keep(tx, courseId, prepared, personId));
  }

  /** Looks at a file, stores its bytes and gives it an identifier. Refuses as `add` does. */
  async prepare(given: Buffer, givenName: string): Promise<PreparedFile> {
    const type = await fileTypeOf(given);
    if (!type) throw new WrongType('Files of this type are not accepted: pictures, video, audio, captions, PDF and office documents are.');

    const picture = type.kind === 'picture' ? await this.pictures.encode(given, type.given) : null;
    const bytes = picture?.bytes ?? given;
    const sha256 = createHash('sha256').update(bytes).digest();
    const storageKey = storageKeyOf(sha256);
    await this.storage.put(storageKey, bytes);
    return {
      id: randomUUID(),
      kind: type.kind,
      contentType: type.contentType,
      bytes: bytes.length,
      sha256,
      storageKey,
      fileName: safeFileName(givenName, type),
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    };
  }

  /** Makes a prepared file a course's, in the caller's transaction. */
  async keep(tx: Transaction, courseId: string, file: PreparedFile, personId: string): Promise<MediaView> {
    const media: Media = { ...file, courseId, createdBy: personId, createdAt: this.clock.now() };
    await tx.insert(Media, media);
    return viewOf(media);
  }

  /** Files of a course, newest first; at most 500. */
  async ofCourse(courseId: string): Promise<MediaView[]> {
    const media = await this.database.source.manager.find(Media, { where: { courseId }, order: { createdAt: 'DESC', id: 'DESC' }, take: 500 });
    return media.map(viewOf);
  }

  /** Throws NotFound. */
  async find(id: string): Promise<Media> {
    return found(await this.database.source.manager.findOneBy(Media, { id }), 'file');
  }
}

const viewOf = ({ id, kind, bytes, sha256, contentType, fileName, width, height }: Media): MediaView => ({
  id, url: `/media/${id}`, kind, bytes, sha256: sha256.toString('hex'), contentType, fileName, width, height,
});

/** The same bytes lie in one place, whichever courses use them. */
function storageKeyOf(sha256: Buffer): string {
  const hash = sha256.toString('hex');
  return `media/${hash.slice(0, 2)}/${hash}`;
}
