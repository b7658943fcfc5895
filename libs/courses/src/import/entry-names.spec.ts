import { Archive } from './archive';
import { joinPath } from './entry-names';
import { DEFAULT_LIMITS } from './limits';
import { fileOf, removeFolders, writeZip, type ZipEntry } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterAll(removeFolders);

const open = (entries: readonly ZipEntry[]) => Archive.open(fileOf(writeZip(entries)), DEFAULT_LIMITS);
const refusal = async (entries: readonly ZipEntry[]) => {
  const error = await open(entries).then(
    (archive) => archive.close() ?? null,
    (thrown: unknown) => thrown,
  );
  return error instanceof UnreadablePackage ? error.reason : error;
};

describe('ways through folders', () => {
  it.each([
    ['a/b', 'c.html', 'a/b/c.html'],
    ['a/b', '../c.html', 'a/c.html'],
    ['a/b', './/x/..\\c.html', 'a/b/c.html'],
    ['a', '../../c.html', null],
    ['', '../c.html', null],
  ])('from %j, %j leads to %j', (folder, relative, path) => {
    expect(joinPath(folder, relative)).toBe(path);
  });
});

describe('names of entries', () => {
  it.each([
    ['../evil.html', 'points outside the package'],
    ['a/../../evil.html', 'points outside the package'],
    ['/etc/evil', 'absolute path'],
    ['..\\evil.html', 'points outside the package'],
    ['\\\\server\\share', 'absolute path'],
    ['C:\\evil.html', 'names a drive'],
    ['c:/evil.html', 'names a drive'],
    ['evil\0.html', 'control character'],
    ['evil\n.html', 'control character'],
  ])('%j is refused: %s', async (name, reason) => {
    expect(await refusal([{ name, data: 'x' }])).toContain(reason);
  });

  it('a name of more than a thousand characters is refused', async () => {
    expect(await refusal([{ name: `${'a/'.repeat(600)}x`, data: 'x' }])).toContain('too long');
  });

  it('dots that are no way up are ordinary names', async () => {
    const archive = await open([{ name: 'a..b/..c/d...html', data: 'x' }]);
    expect(archive.paths).toEqual(['a..b/..c/d...html']);
    archive.close();
  });

  it('backslashes of some writers are slashes', async () => {
    const archive = await open([{ name: 'web_resources\\photo.jpg', data: 'x' }]);
    expect(archive.find('web_resources/photo.jpg')).toBe('web_resources/photo.jpg');
    archive.close();
  });

  it('a name that differs in case alone is found, the exact one first', async () => {
    const archive = await open([
      { name: 'Web_Resources/A.html', data: 'x' },
      { name: 'web_resources/a.html', data: 'y' },
    ]);
    expect(archive.find('web_resources/a.html')).toBe('web_resources/a.html');
    expect(archive.find('WEB_resources/a.HTML')).toBe('Web_Resources/A.html');
    archive.close();
  });

  it('accents written as two characters are found by one', async () => {
    const archive = await open([{ name: 'Cafe\u0301.html', data: 'x' }]);
    expect(archive.find('Caf\u00e9.html')).toBe('Cafe\u0301.html');
    archive.close();
  });
});
