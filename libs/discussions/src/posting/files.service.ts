import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Database, found, refuseIf, Clock } from '@academy/platform';
import { type Media, MediaFiles } from '@academy/courses';
import { whyNotPost } from '../space.rules';
import { Spaces } from '../spaces.queries';

/** Bytes of one file beside a post. */
export const LARGEST_POST_FILE = 10 * 1024 * 1024;

export type PostFileView = Readonly<{ id: string; url: string; kind: Media['kind']; fileName: string; bytes: number; description: string; width: number | null; height: number | null }>;
export type StoredPostFile = Pick<Media, 'kind' | 'contentType' | 'bytes' | 'sha256' | 'storageKey' | 'fileName'> & { spaceId: string };

const VIEW = `id, '/discussions/files/' || id AS url, kind, file_name AS "fileName", bytes, description, width, height`;

/** Files beside posts: pictures are encoded again, what they are is told by their content. Seen by whoever may read the space. */
@Injectable()
export class PostFiles {
  constructor(
    private readonly database: Database,
    private readonly media: MediaFiles,
    private readonly spaces: Spaces,
    private readonly clock: Clock,
  ) {}

  /** Takes a file up for a post that comes. `description`: the alternative text of a picture. Refuses as posting does, and what is no file for a course. */
  async add(spaceId: string, userId: string, file: { path: string; fileName: string }, description = ''): Promise<PostFileView> {
    refuseIf(whyNotPost(await this.spaces.of(spaceId, userId), this.clock.now()));
    const prepared = await this.media.prepare(await readFile(file.path), file.fileName);
    const added = await this.database.one<PostFileView>(
      `INSERT INTO post_file (id, space_id, uploaded_by, kind, content_type, bytes, sha256, storage_key, file_name, description, width, height)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${VIEW}`,
      [prepared.id, spaceId, userId, prepared.kind, prepared.contentType, prepared.bytes, prepared.sha256, prepared.storageKey, prepared.fileName, description.slice(0, 500), prepared.width, prepared.height],
    );
    return added!;
  }

  /** A file with where its bytes lie; one whose post is not shown any more is only its author's. Throws NotFound. */
  async find(id: string, askerId: string): Promise<StoredPostFile> {
    const file = await this.database.one<StoredPostFile>(
      `SELECT f.space_id AS "spaceId", f.kind, f.content_type AS "contentType", f.bytes, f.sha256, f.storage_key AS "storageKey", f.file_name AS "fileName"
       FROM post_file f LEFT JOIN post p ON p.id = f.post_id WHERE f.id = $1 AND (f.uploaded_by = $2 OR p.state = 'shown')`,
      [id, askerId],
    );
    return found(file, 'file');
  }

  /** One's own files that wait for a post, in the order given; what is not there is left out. */
  async waiting(userId: string, ids: readonly string[]): Promise<PostFileView[]> {
    const files = await this.database.query<PostFileView>(`SELECT ${VIEW} FROM post_file WHERE id = ANY ($2::uuid[]) AND uploaded_by = $1 AND post_id IS NULL`, [userId, ids]);
    return ids.flatMap((id) => files.filter((file) => file.id === id));
  }

  /** Says what one's own waiting pictures show, for those who do not see them. */
  async describe(userId: string, words: ReadonlyMap<string, string>): Promise<void> {
    await this.database.query(
      `UPDATE post_file f SET description = left(w.words, 500) FROM unnest($2::uuid[], $3::text[]) AS w (id, words) WHERE f.id = w.id AND f.uploaded_by = $1 AND f.post_id IS NULL`,
      [userId, [...words.keys()], [...words.values()].map((each) => each.trim())],
    );
  }
}
