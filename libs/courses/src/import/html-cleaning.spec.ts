import { readPage, reasonsFor, wordsOfFirst, activitiesOf } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

const markdown = async (html: string) => wordsOfFirst(await readPage(html));

describe('what runs is dropped and reported', () => {
  it.each([
    ['scripts', '<p>x</p><script>alert(1)</script>', 'A script was dropped.'],
    ['event handlers', '<p onclick="alert(1)">x</p>', 'An event handler (a script in an attribute) was dropped.'],
    ['links that run scripts', '<p><a href="javascript:alert(1)">x</a></p>', 'A link that runs a script was dropped.'],
    [
      'drawings',
      '<p>x</p><svg onload="alert(1)"><script>alert(2)</script><text>hidden</text></svg>',
      'A drawing inside the page (SVG) was dropped.',
    ],
    ['frames with a page inside', '<p>x</p><iframe srcdoc="&lt;script&gt;"></iframe>', 'A page inside a frame was dropped.'],
    [
      'forms',
      '<form action="/steal"><p>x</p><input name="password"><button>Go</button></form>',
      'A form was dropped; the words in it were kept.',
    ],
  ])('%s', async (_name, html, reason) => {
    const course = await readPage(html);
    expect(wordsOfFirst(course).replace(/\s*Go$/, '')).toBe('x');
    expect(reasonsFor(course, 'page.html')).toContain(reason);
  });

  it('styles, comments and hidden parts leave nothing', async () => {
    expect(
      await markdown(
        '<head><style>p{}</style><title>T</title></head><!-- c --><noscript>n</noscript><template>t</template><p style="x">x</p>',
      ),
    ).toBe('x');
  });

  it("the converter's own marks, written in the page, mean nothing", async () => {
    expect(await markdown('<p>a&#xe000;b&#57349;0&#xE005;c\ue005</p><pre>code</pre>')).toBe('ab0c\n\n```\ncode\n```');
  });

  it('no markup of the page gets into the Markdown, however it is written', async () => {
    const written = await markdown('<p>&lt;img src=x onerror=alert(1)&gt; <x-y>a</x-y> &lt;!-- --&gt;</p><p title="</p><script>">b</p>');
    expect(written).not.toMatch(/(?<!\\)<[a-z!/]/i);
  });
});

describe('odd pages', () => {
  it('an empty page is named, not made', async () => {
    await expect(readPage('<p> </p>')).rejects.toMatchObject({ reason: expect.stringContaining('holds nothing') as string });
  });

  it('a page of too many elements is left out', async () => {
    const course = await readPage(`<p>x</p><p><a href="long.html">more</a></p>`, { 'long.html': '<i>x</i>'.repeat(10_001) });
    expect(reasonsFor(course, 'long.html')).toEqual(['The page has too many elements to be converted.']);
    expect(wordsOfFirst(course)).toBe('x\n\nmore');
  });

  it('deep nesting is cut, and its words are kept', async () => {
    expect(await markdown(`${'<div><blockquote><b>'.repeat(3_000)}deep`)).toContain('deep');
  });

  it('a very long page becomes several', async () => {
    const course = await readPage(
      Array.from({ length: 40 }, (_, index) => `<h2>Part ${index}</h2><p>${'Words and words. '.repeat(600)}</p>`).join(''),
    );
    const parts = activitiesOf(course);
    expect(parts.map((part) => part.title)).toEqual(['A page', 'A page (2)', 'A page (3)']);
    expect(parts.every((part) => part.kind === 'page' && part.markdown.startsWith('## Part') && part.markdown.length <= 150_000)).toBe(
      true,
    );
  });

  it('pages that take quadratic time elsewhere are done in seconds', async () => {
    const started = performance.now();
    await readPage(`<ol>${'<li>a'.repeat(9_000)}</ol><p>x${'<br>'.repeat(9_000)}y</p><pre>x${' '.repeat(300_000)}y</pre>`);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
