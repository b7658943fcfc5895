import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from './config';
import { NotFound } from './errors';

/** Files by key, such as `media/ab/ab12…`. A key is written once and its content never changes. */
@Injectable()
export class Storage {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    const given = config.storageUrl;
    this.folder = given.startsWith('file://') ? fileURLToPath(given) : given.slice('file:'.length);
  }

  /** Keeps the bytes. Whole or not at all, also when the process is killed half-way. */
  async put(key: string, bytes: Buffer): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.${randomUUID()}.partial`;
    await writeFile(partial, bytes, { flush: true });
    await rename(partial, path);
  }

  async get(key: string): Promise<Buffer> {
    return readFile(this.pathOf(key)).catch(orNotFound);
  }

  /** The bytes as a stream, with their number. Throws NotFound. */
  async open(key: string): Promise<{ stream: ReadStream; bytes: number }> {
    const path = this.pathOf(key);
    const { size } = await stat(path).catch(orNotFound);
    return { stream: createReadStream(path), bytes: size };
  }

  async remove(key: string): Promise<void> {
    await unlink(this.pathOf(key)).catch(() => undefined);
  }

  private pathOf(key: string): string {
    if (!/^[a-z0-9-]+(\/[A-Za-z0-9._-]+)+$/.test(key) || key.includes('..')) throw new Error(`Not a storage key: ${key}`);
    return join(this.folder, key);
  }
}

function orNotFound(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new NotFound('file');
  throw error;
}
