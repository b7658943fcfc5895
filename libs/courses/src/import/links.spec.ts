import { activitiesOf, item, readCartridge, readPage, reasonsFor, resource, wordsOfFirst } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('links inside the package', () => {
  const cartridge = (html: string) => ({
    items:
      item('m1', 'One', null, item('i1', 'A page', 'r1')) + item('m2', 'Two', null, item('i2', 'Other', 'r2') + item('i3', 'Talk', 'r3')),
    resources:
      resource('r1', 'webcontent', 'wiki_content/a.html') +
      resource('r2', 'webcontent', 'wiki_content/other-page.html') +
      resource('r3', 'imsdt_xmlv1p1', 'talk.xml') +
      resource('f1', 'webcontent', 'web_resources/Notes (1).pdf'),
    files: {
      'wiki_content/a.html': html,
      'wiki_content/other-page.html': '<p>Other</p>',
      'talk.xml': '<topic><title>T</title><text>Why?</text></topic>',
      'web_resources/Notes (1).pdf': '%PDF-1.4\n',
    },
  });

  it.each([
    ['a file beside it', 'other-page.html#part', 'activity:r2'],
    ['a wiki page', '%24WIKI_REFERENCE%24/pages/other-page', 'activity:r2'],
    ['a wiki page by its identifier', '$WIKI_REFERENCE$/pages/r2', 'activity:r2'],
    ['an object', '$CANVAS_OBJECT_REFERENCE$/discussion_topics/r3', 'activity:r3'],
    ['a module: its first activity', '%24CANVAS_OBJECT_REFERENCE%24/modules/m2', 'activity:r2'],
    ['an item', '$CANVAS_COURSE_REFERENCE$/modules/items/i3', 'activity:r3'],
    ['the file base', '%24IMS-CC-FILEBASE%24/Notes%20(1).pdf?canvas_download=1', '/media/import-1'],
    ['the file base of the specification', '$IMS-CC-FILEBASE$/web_resources/Notes (1).pdf', '/media/import-1'],
    ['the file base, relative to the page', '$IMS-CC-FILEBASE$../web_resources/Notes%20%281%29.pdf', '/media/import-1'],
    ['a file by its folder', '../web_resources/Notes (1).pdf', '/media/import-1'],
    ['a file in another case', '../Web_Resources/NOTES%20(1).PDF', '/media/import-1'],
    ['a file by its identifier', '$CANVAS_OBJECT_REFERENCE$/files/f1', '/media/import-1'],
  ])('%s', async (_name, href, address) => {
    expect(wordsOfFirst(await readCartridge(cartridge(`<p><a title="t" href="${href}">words</a></p>`)))).toBe(`[words](${address})`);
  });

  it.each(['$CANVAS_OBJECT_REFERENCE$/quizzes/none', 'gone.html', '%24WIKI_REFERENCE%24/pages/none', '/absolute/none.pdf'])(
    '%s leads nowhere: its words stay, and it is named',
    async (href) => {
      const course = await readCartridge(cartridge(`<p>See <a href="${href}">these words</a>.</p>`));
      expect(wordsOfFirst(course)).toBe('See these words.');
      expect(reasonsFor(course, 'wiki_content/a.html')[0]).toMatch(/^A link to “.*” leads nowhere in the package; its words were kept\.$/);
    },
  );

  it('the file base without a slash is the folder of the text, as the specification says', async () => {
    const files = {
      'one/a.html': '<p><a href="$IMS-CC-FILEBASE$x.txt">x</a> <a href="$IMS-CC-FILEBASE$../two/x.txt">y</a></p>',
      'one/x.txt': 'one',
      'two/x.txt': 'two',
      'x.txt': 'root',
    };
    const course = await readCartridge({ items: item('i', 'A', 'r'), resources: resource('r', 'webcontent', 'one/a.html'), files });
    expect(wordsOfFirst(course)).toBe('[x](/media/import-1) [y](/media/import-2)');
    expect(course.media.map((media) => media.path)).toEqual(['one/x.txt', 'two/x.txt']);
  });

  it('a page that no list names is taken when a link leads to it, and so on', async () => {
    const course = await readPage('<p><a href="two.html">Two</a></p>', {
      'two.html': '<p><a href="deep/three.html">Three</a></p>',
      'deep/three.html': '<p><a href="../page.html">One</a></p>',
    });
    expect(activitiesOf(course)).toMatchObject([
      { key: 'r1', markdown: '[Two](activity:two-html)' },
      { key: 'two-html', markdown: '[Three](activity:deep-three-html)', required: false },
      { key: 'deep-three-html', markdown: '[One](activity:r1)', required: false },
    ]);
  });

  it('a link to what could not be taken over after all keeps its words alone', async () => {
    const course = await readCartridge({
      items: item('i1', 'A page', 'r1') + item('i2', 'Bad', 'r2'),
      resources: resource('r1', 'webcontent', 'a.html') + resource('r2', 'imsdt_xmlv1p1', 'bad.xml'),
      files: { 'a.html': '<p>Go <a href="bad.xml"><b>there</b></a> or <a href="https://a.example/">here</a>.</p>', 'bad.xml': '<topic>' },
    });
    expect(wordsOfFirst(course)).toBe('Go **there** or [here](https://a.example/).');
  });
});

describe('links to the web', () => {
  it.each([
    ['https://a.example/x?y=1&amp;z=(2)', '[w](https://a.example/x?y=1&z=%282%29)'],
    ['//a.example/x', '[w](https://a.example/x)'],
    ['https://a.example/with space', '[w](https://a.example/with%20space)'],
    ['mailto:liz@a.example?subject=x', 'w (liz@a.example)'],
    ['#part', 'w'],
    ['tel:123', 'w'],
    ['ftp://a.example/x', 'w'],
    ['data:text/html,x', 'w'],
    ['file:///etc/passwd', 'w'],
    ['http://', 'w'],
    ['', 'w'],
  ])('%s', async (href, expected) => {
    expect(wordsOfFirst(await readPage(`<p><a href="${href}">w</a></p>`))).toBe(expected);
  });

  it('a link without words is nothing, one to a file has its name', async () => {
    expect(wordsOfFirst(await readPage('<p>x <a href="https://a.example/"></a><a href="f.txt"> </a></p>', { 'f.txt': 'words' }))).toBe(
      'x [f.txt](/media/import-1)',
    );
  });
});

describe('frames and players', () => {
  it.each([
    [
      '<iframe src="https://www.youtube.com/embed/abc-_1?rel=0" title="How to teach"></iframe>',
      '[How to teach](https://www.youtube.com/watch?v=abc-_1)',
    ],
    ['<iframe src="//player.vimeo.com/video/123"></iframe>', '[Video (vimeo.com)](https://vimeo.com/123)'],
    ['<iframe src="https://docs.example/form"></iframe>', '[docs.example](https://docs.example/form)'],
    ['<object data="notes.txt"></object>', '[notes.txt](/media/import-1)'],
    ['<audio controls><source src="gone.mp3"><source src="notes.txt"></audio>', '[notes.txt](/media/import-1)'],
    ['<iframe src="javascript:alert(1)"></iframe>', ''],
  ])('%s becomes a link', async (html, expected) => {
    expect(wordsOfFirst(await readPage(`<p>x</p>${html}`, { 'notes.txt': 'words' }))).toBe(`x\n\n${expected}`.trim());
  });

  it.each([
    ['<p><iframe src="https://www.youtube-nocookie.com/embed/abc"></iframe></p>', 'https://www.youtube.com/watch?v=abc'],
    ['<p><a href="https://youtu.be/abc">Watch</a></p>', 'https://youtu.be/abc'],
  ])('a page that is only %s becomes a video', async (html, url) => {
    expect(activitiesOf(await readPage(html))).toMatchObject([{ kind: 'video', key: 'r1', title: 'A page', url }]);
  });

  it('two videos, or a video and words, are a page', async () => {
    expect(
      activitiesOf(await readPage('<p><a href="https://youtu.be/a">A</a></p><p><a href="https://youtu.be/b">B</a></p>'))[0]?.kind,
    ).toBe('page');
    expect(activitiesOf(await readPage('<p>Watch <a href="https://youtu.be/a">this</a></p>'))[0]?.kind).toBe('page');
    expect(activitiesOf(await readPage('<p><a href="https://a.example/youtube.com">this</a></p>'))[0]?.kind).toBe('page');
  });

  it('a video file is shown, in a page of its own or as an item', async () => {
    const mp4 = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypisom'),
      Buffer.from([0, 0, 2, 0]),
      Buffer.from('isomiso2mp41'),
      Buffer.alloc(40),
    ]);
    const only = await readPage('<video src="v.mp4">Your browser shows no videos.</video>', { 'v.mp4': mp4 });
    expect(activitiesOf(only)).toMatchObject([{ kind: 'video', url: '/media/import-1' }]);
    const asItem = await readCartridge({
      items: item('i', 'Film', 'r'),
      resources: resource('r', 'webcontent', 'v.mp4'),
      files: { 'v.mp4': mp4 },
    });
    expect(activitiesOf(asItem)).toMatchObject([{ kind: 'video', title: 'Film', url: '/media/import-1' }]);
  });
});
