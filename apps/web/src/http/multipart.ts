import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetMetadata } from '@nestjs/common';
import { Invalid, TooLarge, WrongType } from '@academy/platform';
import type { FastifyRequest } from 'fastify';

export const MULTIPART = 'academy:multipart';

/** Says which file parts a route takes. */
export const TakesFiles = (...parts: string[]) => SetMetadata(MULTIPART, parts);

export type UploadedFile = { path: string; fileName: string; fields: Record<string, string> };

/**
 * Takes the one file of a multipart request to a temporary path, calls back, and removes it.
 * Throws WrongType for another content type, Invalid without a file, TooLarge past the limit.
 */
export async function withUpload<T>(request: FastifyRequest, part: string, limitBytes: number, work: (file: UploadedFile) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw new WrongType('Send the file as multipart/form-data.');
  const folder = await mkdtemp(join(tmpdir(), 'academy-upload-'));
  try {
    const path = join(folder, 'file');
    let fileName: string | null = null;
    const fields: Record<string, string> = {};
    for await (const piece of request.parts({ limits: { fileSize: limitBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 30 } })) {
      if (piece.type === 'field') fields[piece.fieldname] = String(piece.value);
      else if (piece.fieldname === part && fileName === null) {
        await pipeline(piece.file, createWriteStream(path));
        if (piece.file.truncated) throw new TooLarge(limitBytes);
        fileName = piece.filename;
      } else piece.file.resume();
    }
    if (fileName === null) throw new Invalid([{ pointer: `/${part}`, detail: 'is missing: send a file' }]);
    return await work({ path, fileName, fields });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
