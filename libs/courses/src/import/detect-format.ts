import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Archive } from './archive';
import { DEFAULT_LIMITS, XML_BYTES } from './limits';
import { decodeMarkup } from './text-encoding';
import { UnreadablePackage, UnusableFile } from './unreadable-package';

export type PackageFormat = 'common-cartridge' | 'scorm' | 'h5p' | 'olx' | 'academy' | 'unknown';

/** What kind of package a file is, by its content. Whatever cannot be opened is `unknown`. */
export async function detectFormat(file: string): Promise<PackageFormat> {
  if (await isGzip(file)) return (await isTar(file)) ? 'olx' : 'unknown';
  try {
    const archive = await Archive.open(file, DEFAULT_LIMITS);
    try {
      return await formatOf(archive);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof UnreadablePackage) return 'unknown';
    throw error;
  }
}

export async function formatOf(archive: Archive): Promise<PackageFormat> {
  const manifest = findManifest(archive);
  if (manifest !== null) return manifestFormat(archive, manifest);
  if (archive.find('h5p.json') !== null) return 'h5p';
  if (archive.find('academy.json') !== null) return 'academy';
  return archive.find('course.xml') !== null || archive.find('course/course.xml') !== null ? 'olx' : 'unknown';
}

/** At the root, or in the one folder that someone packed along with its contents. */
export function findManifest(archive: Archive): string | null {
  const atRoot = archive.find('imsmanifest.xml');
  if (atRoot !== null) return atRoot;
  const deeper = archive.paths.filter((path) => /^[^/]+\/imsmanifest\.xml$/i.test(path) && !path.startsWith('__MACOSX/'));
  return deeper.length === 1 ? (deeper[0] ?? null) : null;
}

/** A manifest that cannot be read says so when it is read; here it counts as what its name promises. */
async function manifestFormat(archive: Archive, path: string): Promise<PackageFormat> {
  try {
    const text = decodeMarkup(await archive.bytes(path, XML_BYTES));
    return /ADL\s?SCORM|adlnet\.org\/xsd\/adlcp|adlcp_rootv1p2|adlcp:scormtype/i.test(text) && !/imscc/i.test(text)
      ? 'scorm'
      : 'common-cartridge';
  } catch (error) {
    if (error instanceof UnusableFile) return 'common-cartridge';
    throw error;
  }
}

export async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** A tar archive says so in its first block, at byte 257. */
export async function isTar(file: string): Promise<boolean> {
  const source = createReadStream(file, { end: 1_000_000 });
  const unpacked = source.pipe(createGunzip());
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if (chunks.reduce((sum, part) => sum + part.length, 0) >= 512) break;
    }
  } catch {
    return false;
  } finally {
    source.destroy();
  }
  return Buffer.concat(chunks).subarray(257, 262).toString('latin1') === 'ustar';
}
