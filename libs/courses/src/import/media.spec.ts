import { zipSync, strToU8 } from 'fflate';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { activitiesOf, item, readCartridge, readPage, reasonsFor, resource, TINY_PNG, wordsOfFirst } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

describe('pictures', () => {
  it('of the package become media, once each, with their alternative text', async () => {
    const course = await readPage('<p><img src="img/p.png" alt="A [red] dot"> <img src="img/p.png"> <img src="IMG/P.png?x=1" alt=""></p>', {
      'img/p.png': TINY_PNG,
    });
    expect(wordsOfFirst(course)).toBe('![A \\[red\\] dot](/media/import-1) ![](/media/import-1) ![](/media/import-1)');
    expect(course.media).toMatchObject([
      { placeholder: 'import-1', fileName: 'p.png', contentType: 'image/png', bytes: TINY_PNG.length, path: 'img/p.png' },
    ]);
    const [media] = course.media;
    expect(readFileSync(media?.file ?? '')).toEqual(TINY_PNG);
  });

  it('inside links stay inside', async () => {
    const course = await readPage('<p><a href="https://a.example/"><img src="p.png" alt="dot"></a></p>', { 'p.png': TINY_PNG });
    expect(wordsOfFirst(course)).toBe('[![dot](/media/import-1)](https://a.example/)');
  });

  it('of other sites become links, and are named', async () => {
    const course = await readPage(
      '<p><img src="https://a.example/p.png" alt="dot"> <img src="https://a.example/track.gif"> <a href="https://b.example/"><img src="//a.example/q.png" alt="q"></a></p>',
    );
    expect(wordsOfFirst(course)).toBe('[dot](https://a.example/p.png) [q](https://b.example/)');
    expect(reasonsFor(course, 'page.html')).toHaveLength(3);
  });

  it('written into the page become media', async () => {
    const address = `data:image/png;base64,${TINY_PNG.toString('base64')}`;
    const course = await readPage(`<p><img src="${address}" alt="dot"><img src="${address}" alt="again"></p>`);
    expect(wordsOfFirst(course)).toBe('![dot](/media/import-1)![again](/media/import-1)');
    expect(course.media).toMatchObject([{ contentType: 'image/png', path: 'page.html' }]);
  });

  it('of which nothing is there leave their alternative text', async () => {
    const course = await readPage('<p>x <img src="gone.png" alt="a dot"></p>');
    expect(wordsOfFirst(course)).toBe('x a dot');
    expect(reasonsFor(course, 'page.html')[0]).toContain('A picture to “gone.png” leads nowhere');
  });

  it.each([
    ['a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['an event handler', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page inside', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p>x</p></foreignObject></svg>'],
    ['a link that runs a script', '<svg><a href="java&#115;cript:alert(1)"/><a href="javascript:alert(1)"/></svg>'],
    ['entities', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'],
    ['a prefixed script', '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>'],
  ])('an SVG with %s is dropped and reported, whatever it is called', async (_name, svg) => {
    for (const path of ['p.svg', 'p.png']) {
      const course = await readPage(`<p>x <img src="${path}" alt="dot"></p>`, { [path]: svg });
      expect(wordsOfFirst(course)).toBe('x dot');
      expect(course.media).toEqual([]);
      expect(reasonsFor(course, path)).toEqual(['An active picture (SVG with scripts or frames) was dropped.']);
    }
  });

  it('a still SVG, and one in UTF-16, are told by their content', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>';
    const course = await readPage('<p><img src="p.svg" alt="a"><img src="q.bin" alt="b"></p>', {
      'p.svg': svg,
      'q.bin': Buffer.from(`\ufeff${svg}`, 'utf16le'),
    });
    expect(course.media.map((media) => media.contentType)).toEqual(['image/svg+xml', 'image/svg+xml']);
  });

  it('an active SVG in UTF-16 is dropped too', async () => {
    const course = await readPage('<p>x <img src="p.svg"></p>', {
      'p.svg': Buffer.from('\ufeff<svg><script>alert(1)</script></svg>', 'utf16le'),
    });
    expect(course.media).toEqual([]);
  });
});

describe('files', () => {
  it('that no text links to are offered at the end; pictures and parts of pages are named', async () => {
    const course = await readCartridge({
      items: item('i', 'P', 'r'),
      resources: ['p.html', 'plan.pdf', 'unused.png', 'style.css']
        .map((href, index) => resource(index === 0 ? 'r' : `f${index}`, 'webcontent', href))
        .join(''),
      files: {
        'p.html': '<p>x</p>',
        'plan.pdf': '%PDF-1.4\n',
        'unused.png': TINY_PNG,
        'style.css': 'p{}',
        'stray.bin': Buffer.from([1, 0, 2]),
      },
    });
    expect(activitiesOf(course).slice(1)).toMatchObject([{ kind: 'resource', title: 'plan.pdf', mediaId: 'import-1', required: false }]);
    expect(reasonsFor(course, 'unused.png')).toEqual(['No text of the package shows this picture.']);
    expect(reasonsFor(course, 'style.css')[0]).toContain('Style sheets');
    expect(reasonsFor(course, 'stray.bin')[0]).toContain('Nothing in the package uses');
  });

  it('are typed by their content, not by their names', async () => {
    const docx = Buffer.from(
      zipSync({
        '[Content_Types].xml': strToU8(
          '<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" PartName="/word/document.xml"/></Types>',
        ),
        'word/document.xml': strToU8('<x/>'),
      }),
    );
    const files = {
      'a.pdf': TINY_PNG,
      'b.txt': docx,
      'c.csv': 'a;b',
      'd.bin': Buffer.from([1, 0, 2]),
      'e.js': 'alert(1)',
      'f.xml': '<?xml version="1.0"?><a/>',
    };
    const course = await readPage(
      `<p>${Object.keys(files)
        .map((name) => `<a href="${name}">${name}</a>`)
        .join(' ')}</p>`,
      files,
    );
    expect(course.media.map((media) => media.contentType)).toEqual([
      'image/png',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'text/csv',
      'application/octet-stream',
      'text/plain',
      'application/xml',
    ]);
  });

  it('lie in the work folder under names of our own, and what is dropped does not stay there', async () => {
    const course = await readPage('<p><a href="a/b.txt">x</a><img src="bad.svg"><a href="empty.txt">y</a></p>', {
      'a/b.txt': 'words',
      'bad.svg': '<svg onload="x"/>',
      'empty.txt': '',
    });
    const [media] = course.media;
    expect(media?.fileName).toBe('b.txt');
    expect(readdirSync(dirname(media?.file ?? ''))).toEqual(['import-1']);
    expect(existsSync(media?.file ?? '')).toBe(true);
    expect(reasonsFor(course, 'empty.txt')).toEqual(['It is empty.']);
  });
});
