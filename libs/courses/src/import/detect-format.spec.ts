import { gzipSync } from 'node:zlib';
import { detectFormat } from './detect-format';
import { readPackage } from './read-package';
import { manifestOf } from './spec-cartridge';
import { fileOf, removeFolders, workFolder, writeZip } from './spec-zip';
import { UnreadablePackage } from './unreadable-package';

afterAll(removeFolders);

const tar = () => {
  const block = Buffer.alloc(1_536);
  block.write('course/course.xml', 0);
  block.write('ustar', 257);
  return block;
};
const zip = (name: string, data: string) => writeZip([{ name, data }]);
const scorm = '<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema></metadata></manifest>';

describe('the format of a package is told by its content', () => {
  it.each([
    ['common-cartridge', zip('imsmanifest.xml', manifestOf({}))],
    ['common-cartridge', zip('folder/imsmanifest.xml', manifestOf({ version: '1.0' }))],
    ['scorm', zip('imsmanifest.xml', scorm)],
    ['scorm', writeZip([{ name: 'imsmanifest.xml', data: Buffer.from(`\ufeff${scorm}`, 'utf16le') }])],
    ['h5p', zip('h5p.json', '{}')],
    ['academy', zip('academy.json', '{}')],
    ['olx', gzipSync(tar())],
    ['olx', zip('course/course.xml', '<course/>')],
    ['unknown', gzipSync(Buffer.from('no tar'))],
    ['unknown', gzipSync(tar()).subarray(0, 20)],
    ['unknown', zip('page.html', 'x')],
    ['unknown', Buffer.from('%PDF-1.4')],
    ['unknown', Buffer.alloc(0)],
    ['unknown', zip('../imsmanifest.xml', manifestOf({}))],
  ] as const)('%s', async (format, bytes) => {
    expect(await detectFormat(fileOf(bytes))).toBe(format);
  });

  it.each([
    ['SCORM', zip('imsmanifest.xml', scorm)],
    ['H5P', zip('h5p.json', '{}')],
    ['Open edX', gzipSync(tar())],
    ['Academy', zip('academy.json', '{}')],
    ['no course package', zip('page.html', 'x')],
    ['no zip file', Buffer.from('%PDF-1.4')],
  ])('what cannot be read yet says so in a sentence: %s', async (words, bytes) => {
    const refused = readPackage(fileOf(bytes), workFolder());
    await expect(refused).rejects.toBeInstanceOf(UnreadablePackage);
    await expect(refused).rejects.toMatchObject({ reason: expect.stringMatching(new RegExp(`${words}.*\\.$`)) as string });
  });
});
