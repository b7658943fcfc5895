import { attachmentFile, offlineText, slugOf, threadFile } from './export.names.rules';

const ID = '0a1b2c3d-0000-4000-8000-000000000000';

describe('names of exported files', () => {
  it.each([
    ['How do you count?', 'how-do-you-count'],
    ['Σκιά στον δρόμο', 'σκιά-στον-δρόμο'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\nul', 'c-windows-nul'],
    ['a\u0000b\u202Egpj.exe', 'a-b-gpj-exe'],
    ['…!?', null],
    ['', null],
    ['ä'.repeat(300), 'ä'.repeat(40)],
  ])('%j is %s', (words, slug) => {
    expect(slugOf(words)).toBe(slug);
  });

  it('tell threads and files of the same name apart, and keep what a file is', () => {
    expect(threadFile(ID, 'Bins')).toBe('threads/bins-0a1b2c3d.md');
    expect(threadFile(ID, null)).toBe('threads/thread-0a1b2c3d.md');
    expect(attachmentFile(ID, 'My Street.PNG')).toBe('files/0a1b2c3d-my-street.png');
    expect(attachmentFile(ID, '../../x')).toBe('files/0a1b2c3d-x');
    expect(attachmentFile(ID, '.png')).toBe('files/0a1b2c3d-file.png');
    expect(Buffer.byteLength(threadFile(ID, '𠀀'.repeat(300)))).toBeLessThan(255);
  });

  it('lead from a text to the files beside it, and to the site for everything else', () => {
    const files = new Map([[ID, 'files/0a1b2c3d-street.png']]);
    expect(offlineText(`![A](/discussions/files/${ID}) [b](/media/x) [c](https://c.example/) [d](//e.example/) (/f)`, files, 'https://academy.test')).toBe(
      '![A](../files/0a1b2c3d-street.png) [b](https://academy.test/media/x) [c](https://c.example/) [d](//e.example/) (/f)',
    );
    expect(offlineText('[x](/discussions/files/11111111-1111-4111-8111-111111111111)', files, 'https://academy.test')).toBe('[x](https://academy.test/discussions/files/11111111-1111-4111-8111-111111111111)');
  });
});
