import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { SetMetadata } from '@nestjs/common';
import { Invalid, Malformed, TooLarge, WrongType } from '@academy/platform';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of all that was uploaded, once it was read: what an idempotency key is compared by. */
    uploadHash?: Buffer;
  }
}

export const MULTIPART = 'academy:multipart';
/** Bytes of a file that is only compared with what was sent before. */
const LARGEST_COMPARED = 256 * 1024 * 1024;

/** Bytes of a field: the longest text that somebody may write, in any script. */
const LARGEST_FIELD = 100_000;

/** Says which file parts a route takes. */
export const TakesFiles = (...parts: string[]) => SetMetadata(MULTIPART, parts);

export type UploadedFile = { path: string; fileName: string; fields: Record<string, string> };

/**
 * Takes the one file of a multipart request to a temporary path, calls back, and removes it.
 * Throws WrongType for another content type, Invalid without a file, TooLarge past the limit, Malformed for parts that cannot be told apart.
 */
export async function withUpload<T>(request: FastifyRequest, part: string, limitBytes: number, work: (file: UploadedFile) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw new WrongType('Send the file as multipart/form-data.');
  return withParts(request, part, limitBytes, ({ file, fields }) => {
    if (file === 'too-large') throw new TooLarge(limitBytes);
    if (file === null) throw new Invalid([{ pointer: `/${part}`, detail: 'is missing: send a file' }]);
    return work({ ...file, fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat().at(-1)!])) });
  });
}

/** What a form sent: a field that comes several times is a list. */
export type SentForm = { fields: Record<string, string | string[]>; file: Omit<UploadedFile, 'fields'> | 'too-large' | null };

/** A form that may bring a file, whether it comes as multipart/form-data or not: what was typed reaches the callback even where the file is too large. */
export async function withForm<T>(request: FastifyRequest, part: string, limitBytes: number, work: (sent: SentForm) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) return work({ fields: (request.body ?? {}) as SentForm['fields'], file: null });
  // Browsers send a file that was not chosen as an empty one without a name.
  return withParts(request, part, limitBytes, (sent) => work(sent.file !== 'too-large' && sent.file?.fileName === '' ? { ...sent, file: null } : sent));
}

async function withParts<T>(request: FastifyRequest, part: string, limitBytes: number, work: (sent: SentForm) => Promise<T> | T): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'academy-upload-'));
  try {
    const path = join(folder, 'file');
    let file: SentForm['file'] = null;
    const fields: SentForm['fields'] = {};
    request.uploadHash = await readParts(request, limitBytes, async (piece, hash) => {
      if (piece.type === 'field') fields[piece.fieldname] = Object.hasOwn(fields, piece.fieldname) ? [fields[piece.fieldname]!, String(piece.value)].flat() : String(piece.value);
      else if (piece.fieldname === part && file === null) {
        await pipeline(piece.file, hashing(hash), createWriteStream(path));
        // A part without a name for its file has none, whatever the type says.
        file = piece.file.truncated ? 'too-large' : { path, fileName: (piece.filename as string | undefined) ?? '' };
      } else piece.file.resume();
    });
    return await work({ fields, file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The hash of an upload that is not kept. */
export const hashOfUpload = (request: FastifyRequest): Promise<Buffer> =>
  readParts(request, LARGEST_COMPARED, async (piece, hash) => {
    if (piece.type === 'file') for await (const chunk of (piece as MultipartFile).file) hash.update(chunk as Buffer);
  });

/** Calls back for each part in turn; answers the hash of names, values and of what the callback adds. */
async function readParts(request: FastifyRequest, limitBytes: number, read: (piece: Multipart, hash: Hash) => Promise<void>): Promise<Buffer> {
  const hash = createHash('sha256');
  try {
    for await (const piece of request.parts({ limits: { fileSize: limitBytes, files: 1, fields: 40, fieldSize: LARGEST_FIELD, parts: 50 } })) {
      hash.update(JSON.stringify(piece.type === 'field' ? [piece.fieldname, String(piece.value)] : [piece.fieldname, piece.filename]));
      await read(piece, hash);
    }
  } catch (error) {
    if (isMalformed(error)) throw new Malformed(`The parts of the body cannot be read: ${(error as Error).message}.`);
    throw error;
  }
  return hash.digest();
}

async function* hashedChunks(hash: Hash, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
const hashing = (hash: Hash) => (chunks: AsyncIterable<Buffer>) => hashedChunks(hash, chunks);

/** busboy's own errors are plain ones with these words; those of the file system have a code, ours a class. */
const isMalformed = (error: unknown): boolean =>
  error instanceof Error && /^(Multipart: |Unexpected end of (multipart data|form|file)|Malformed part header|Part terminated early|Malformed content type)/.test(error.message);
