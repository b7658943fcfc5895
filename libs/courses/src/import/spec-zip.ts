import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip file written byte by byte, so that a spec can say what no ordinary writer would write. */
export interface ZipEntry {
  name: string | Buffer;
  data?: Buffer | string;
  isStored?: boolean;
  /** UNIX mode, such as 0o120777 for a symbolic link. */
  mode?: number;
  flags?: number;
  /** Lies about the size and the checksum. */
  declaredBytes?: number;
  checksum?: number;
}

export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = write(entry, offset);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

function write(entry: ZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(entry.name);
  const data = Buffer.from(entry.data ?? '');
  const packed = entry.isStored ? data : deflateRawSync(data);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
  common.writeUInt16LE(entry.isStored ? 0 : 8, 4);
  common.writeUInt32LE(entry.checksum ?? crc32(data), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.declaredBytes ?? data.length, 18);
  common.writeUInt16LE(name.length, 22);
  const head = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(0x0314, 4);
  common.copy(central, 6);
  central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
  central.writeUInt32LE(offset, 42);
  return { local: Buffer.concat([head, common, name, packed]), central: Buffer.concat([central, name]) };
}

const folders: string[] = [];

/** An empty folder that `removeFolders` takes away again. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-spec-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function fileOf(bytes: Buffer): string {
  const file = join(workFolder(), 'package.imscc');
  writeFileSync(file, bytes);
  return file;
}
