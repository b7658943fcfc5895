import { unlink } from './markdown-links';
import { replaceMedia } from './replace-media';
import { activitiesOf, item, readCartridge, resource, TINY_PNG } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

const MP4 = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.from([0, 0, 2, 0]),
  Buffer.from('isomiso2mp41'),
  Buffer.alloc(40),
]);

const course = () =>
  readCartridge({
    items: item('i1', 'A', 'a') + item('i2', 'B', 'b') + item('i3', 'C', 'c'),
    resources: resource('a', 'webcontent', 'a.html') + resource('b', 'webcontent', 'b.pdf') + resource('c', 'webcontent', 'c.mp4'),
    files: {
      'a.html': '<p><img src="p.png" alt="dot"> <a href="x.txt">the <b>sheet</b></a></p>',
      'b.pdf': '%PDF-1.4\n',
      'c.mp4': MP4,
      'p.png': TINY_PNG,
      'x.txt': 'words',
    },
  });

describe('stored media', () => {
  it('take the place of their placeholders, in texts and in fields', async () => {
    const { content, media } = await course();
    expect(media.map((file) => file.placeholder)).toEqual(['import-1', 'import-2', 'import-3', 'import-4']);
    const replaced = replaceMedia(
      content,
      new Map([
        ['import-1', 'x-text'],
        ['import-2', 'p-png'],
        ['import-3', 'b-pdf'],
        ['import-4', 'c-mp4'],
      ]),
    );
    expect(activitiesOf({ content: replaced, media, report: { converted: [], skipped: [] } })).toMatchObject([
      { markdown: '![dot](/media/p-png) [the **sheet**](/media/x-text)' },
      { kind: 'resource', mediaId: 'b-pdf' },
      { kind: 'video', url: '/media/c-mp4' },
    ]);
    expect(activitiesOf({ content, media, report: { converted: [], skipped: [] } })[1]).toMatchObject({ mediaId: 'import-3' });
  });

  it('that could not be stored leave their words', async () => {
    const { content, media } = await course();
    const replaced = replaceMedia(content, new Map(media.map((file) => [file.placeholder, null])));
    const activities = activitiesOf({ content: replaced, media, report: { converted: [], skipped: [] } });
    expect(activities).toMatchObject([
      { markdown: 'dot the **sheet**' },
      { kind: 'resource', title: 'B' },
      { kind: 'page', key: 'c', title: 'C', markdown: '' },
    ]);
    expect(activities[1]).not.toHaveProperty('mediaId');
  });

  it('that the map does not know, and words that only look alike, stay', async () => {
    const { content } = await course();
    expect(JSON.stringify(replaceMedia(content, new Map([['import-1', 'one']])))).toContain('/media/import-2');
    const [module] = content.modules;
    const titled = {
      ...content,
      summary: 'See /media/import-1',
      modules: module === undefined ? [] : [{ ...module, title: '/media/import-1' }],
    };
    expect(replaceMedia(titled, new Map([['import-1', 'one']]))).toMatchObject({
      summary: 'See /media/import-1',
      modules: [{ title: '/media/import-1' }],
    });
  });
});

describe('links that are taken away', () => {
  const gone = (address: string) => address.startsWith('gone');
  it.each([
    ['[words](gone)', 'words'],
    ['a [w **x** \\] y](gone-1) b [z](kept)', 'a w **x** \\] y b [z](kept)'],
    ['![alt](gone)', 'alt'],
    ['[![alt](gone)](kept)', '[alt](kept)'],
    ['[![alt](kept)](gone)', '![alt](kept)'],
    ['[![alt](gone)](gone)', 'alt'],
    ['](gone)', '](gone)'],
    ['[a](gone', '[a](gone'],
    ['nothing', 'nothing'],
  ])('%s', (markdown, expected) => {
    expect(unlink(markdown, gone)).toBe(expected);
  });
});
