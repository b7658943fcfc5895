import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, strToU8 } from 'fflate';
import { Archive } from './archive';
import { DEFAULT_LIMITS, type PackageLimits } from './limits';
import { entriesOf, item, manifestOf, readEntries, readPage, reasonsFor, resource, activitiesOf } from './spec-cartridge';
import { fileOf, removeFolders, workFolder, writeZip, type ZipEntry } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterAll(removeFolders);

const open = (entries: readonly ZipEntry[], limits: Partial<PackageLimits> = {}) =>
  Archive.open(fileOf(writeZip(entries)), { ...DEFAULT_LIMITS, ...limits });
const refusal = async (entries: readonly ZipEntry[], limits: Partial<PackageLimits> = {}) => {
  const error = await open(entries, limits).then(
    (archive) => archive.close() ?? null,
    (thrown: unknown) => thrown,
  );
  return error instanceof UnreadablePackage ? error.reason : error;
};
const page = { files: { 'page.html': '<p>Words</p>' }, items: item('i', 'Page', 'r'), resources: resource('r', 'webcontent', 'page.html') };

describe('kinds of entries', () => {
  it.each([
    ['a symbolic link', 0o120777],
    ['a device', 0o020666],
    ['a pipe', 0o010666],
  ])('%s is refused', async (_name, mode) => {
    expect(await refusal([{ name: 'link', data: '/etc/passwd', mode }])).toContain('link or a device');
  });

  it('an encrypted entry is refused', async () => {
    expect(await refusal([{ name: 'secret.html', data: 'x', flags: 1 }])).toContain('encrypted');
  });

  it('a strongly encrypted entry is refused', async () => {
    expect(await refusal([{ name: 'secret.html', data: 'x', flags: 0x41 }])).toMatch(/damaged|encrypted/);
  });

  it('of two entries of one name the first counts, and the second is named', async () => {
    const course = await readEntries([...entriesOf(page), { name: 'page.html', data: '<p>Other words</p>' }]);
    expect(activitiesOf(course)[0]).toMatchObject({ kind: 'page', markdown: 'Words' });
    expect(reasonsFor(course, 'page.html')).toEqual(['There is a second file of this name; the first one was used.']);
  });
});

describe('sizes', () => {
  const zeros = (bytes: number) => Buffer.alloc(bytes);

  it('more entries than allowed are refused, folders included', async () => {
    const entries = Array.from({ length: 6 }, (_, index) => ({ name: `folder-${index}/`, mode: 0o040755 }));
    expect(await refusal(entries, { entries: 5 })).toBe('The package holds more than 5 files.');
    expect(await refusal(entries, { entries: 6 })).toBeNull();
  });

  it('a file that unpacks to far more than its size is refused', async () => {
    expect(await refusal([{ name: 'bomb.html', data: zeros(3_000_000) }])).toContain('far more than its size');
  });

  it('a file that unpacks to far more than its size is refused beside others that do not', async () => {
    const noise = { name: 'noise.bin', data: randomBytes(100_000), isStored: true };
    expect(await refusal([noise, { name: 'bomb.html', data: zeros(3_000_000) }])).toContain('far more than its size');
    expect(await refusal([noise, { name: 'words.html', data: Buffer.concat([randomBytes(50_000), zeros(3_000_000)]) }])).toBeNull();
  });

  it('a small file of zeros is no bomb', async () => {
    expect(await refusal([{ name: 'small.txt', data: zeros(500_000) }])).toBeNull();
  });

  it('many small files that unpack to far more than the package are refused', async () => {
    const entries = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.txt`, data: zeros(900_000) }));
    expect(await refusal(entries)).toContain('far more than its size');
  });

  it('more bytes in all than allowed are refused', async () => {
    const entries = [
      { name: 'a', data: zeros(600), isStored: true },
      { name: 'b', data: zeros(600), isStored: true },
    ];
    expect(await refusal(entries, { unpackedBytes: 1_000 })).toContain('larger than');
    expect(await refusal(entries, { unpackedBytes: 1_200 })).toBeNull();
  });

  it('a file over the limit is left out and named; the rest is read', async () => {
    const course = await readEntries(
      entriesOf({
        ...page,
        resources: page.resources + resource('big', 'webcontent', 'big.pdf'),
        files: { ...page.files, 'big.pdf': Buffer.alloc(3_000, '%PDF') },
      }),
      { fileBytes: 2_500 },
    );
    expect(activitiesOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 'big.pdf')[0]).toContain('larger than');
  });

  it('an entry that promises fewer bytes than it has is never unpacked beyond its promise', async () => {
    const entries = entriesOf(page).map((entry) =>
      entry.name === 'page.html' ? { ...entry, data: zeros(400_000), declaredBytes: 10 } : entry,
    );
    const archive = await open(entries);
    await expect(archive.bytes('page.html', 1_000)).rejects.toMatchObject({ reason: expect.stringContaining('damaged') as string });
    archive.close();
  });

  it('what is really unpacked is counted, each file once', async () => {
    const archive = await open(
      [
        { name: 'a', data: zeros(600), isStored: true },
        { name: 'b', data: zeros(600), isStored: true },
      ],
      { unpackedBytes: 1_200 },
    );
    Reflect.set(archive, 'limits', { ...DEFAULT_LIMITS, unpackedBytes: 1_000 });
    await archive.bytes('a', 1_000);
    await expect(archive.bytes('a', 1_000)).resolves.toHaveLength(600);
    await expect(archive.bytes('b', 1_000)).rejects.toBeInstanceOf(UnreadablePackage);
    archive.close();
  });

  it('a zip inside the package is a file like any other and is not opened', async () => {
    const inner = Buffer.from(zipSync({ 'bomb.txt': new Uint8Array(5_000_000) }));
    const course = await readPage('<p><a href="inner.zip">All files</a></p>', { 'inner.zip': inner });
    expect(course.media).toMatchObject([{ path: 'inner.zip', contentType: 'application/zip', bytes: inner.length }]);
  });
});

describe('damage', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['garbage', Buffer.from('no zip at all, just words that go on for a while')],
    ['the beginning of a zip', writeZip(entriesOf(page)).subarray(0, 200)],
    ['the end of a zip', writeZip(entriesOf(page)).subarray(-30)],
  ])('%s is refused', async (_name, bytes) => {
    await expect(Archive.open(fileOf(bytes), DEFAULT_LIMITS)).rejects.toBeInstanceOf(UnreadablePackage);
  });

  it('a wrong checksum leaves the file out and says so', async () => {
    const course = await readEntries([
      ...entriesOf({
        ...page,
        items: page.items + item('i2', 'Bad', 'r2'),
        resources: page.resources + resource('r2', 'webcontent', 'bad.html'),
      }),
      { name: 'bad.html', data: '<p>Bad</p>', checksum: 1 },
    ]);
    expect(activitiesOf(course)).toHaveLength(1);
    expect(reasonsFor(course, 'bad.html')).toEqual(['It is damaged: its checksum is wrong.']);
  });

  it('a manifest with a wrong checksum refuses the package', async () => {
    await expect(readEntries([{ name: 'imsmanifest.xml', data: manifestOf(page), checksum: 1 }])).rejects.toMatchObject({
      reason: expect.stringContaining('checksum') as string,
    });
  });
});

it('media are unpacked under names of our own, inside the work folder alone', async () => {
  const folder = workFolder();
  const file = fileOf(Buffer.from(zipSync({ 'a/b/notes.txt': strToU8('Notes') })));
  const archive = await Archive.open(file, DEFAULT_LIMITS);
  await archive.extract('a/b/notes.txt', join(folder, 'import-1'));
  archive.close();
  expect(readFileSync(join(folder, 'import-1'), 'utf8')).toBe('Notes');
  expect(existsSync(join(folder, 'a'))).toBe(false);
});
