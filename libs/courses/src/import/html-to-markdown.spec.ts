import { readPage, wordsOfFirst } from './spec-cartridge';
import { removeFolders } from './spec-zip';

afterAll(removeFolders);

const markdown = async (html: string) => wordsOfFirst(await readPage(html));

describe('words', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['bold and italic words', '<p>a <strong>b</strong> <em>c</em> <b><i>d</i></b></p>', 'a **b** *c* ***d***'],
    ['bold words that end in a line break', '<p><strong>Note:<br></strong>text</p>', '**Note:**  \ntext'],
    ['bold words inside bold words', '<p><b>a <strong>b</strong> c</b></p>', '**a b c**'],
    ['bold words side by side', '<p><strong>Yo</strong><strong>ur</strong></p>', '**Your**'],
    ['bold words with punctuation, glued to the next', '<p><strong>Note:</strong>text</p>', '**Note:** text'],
    ['bold around a picture', '<p>x</p><p><strong> </strong></p>', 'x'],
    ['line breaks', '<p>a<br>b<br/><br/>c<br></p>', 'a  \nb\n\nc'],
    ['line breaks without an end', `<p>a${'<br>'.repeat(50)}b</p>`, 'a\n\nb'],
    ['no-break spaces', '<p>&nbsp;&nbsp; a&nbsp;b&nbsp; c &nbsp;</p><p>&nbsp;</p>', 'a\u00a0b c'],
    [
      'raised and lowered digits',
      '<p>x<sup>2</sup>, 10<sup>-3</sup>, H<sub>2</sub>O, 1<sup>st</sup>, a<sup>x+y</sup></p>',
      'x², 10⁻³, H₂O, 1st, a^(x+y)',
    ],
    ['deleted words', '<p><s>old</s> new</p>', '~~old~~ new'],
    ['code in words', '<p>Use <code>a | b</code>.</p>', 'Use `a | b`.'],
    ['a ruler', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
    ['quotations', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['definitions', '<dl><dt>Term</dt><dd>Meaning</dd></dl>', '**Term**\n\nMeaning'],
    [
      'words for screen readers of the author tool',
      '<p><a href="https://a.example/">A<span class="screenreader-only"> (external)</span></a></p>',
      '[A](https://a.example/)',
    ],
    [
      'a formula as a picture',
      '<p>Area: <img class="equation_image" src="/x" alt="LaTeX: a^2" data-equation-content="a^2"></p>',
      'Area: `a^2`',
    ],
  ])('%s', async (_name, html, expected) => {
    expect(await markdown(html)).toBe(expected);
  });
});

describe('what Markdown would misread is escaped, and only that', () => {
  it.each([
    ['<p>2 * 3 * 4 [x] `y` a\\b</p>', '2 \\* 3 \\* 4 \\[x\\] \\`y\\` a\\\\b'],
    ['<p>snake_case and _this_</p>', 'snake_case and \\_this\\_'],
    ['<p>&lt;script&gt;alert(1)&lt;/script&gt; 1 &lt; 2</p>', '\\<script>alert(1)\\</script> 1 < 2'],
    ['<p>a ~~b~~ c</p>', 'a \\~~b\\~~ c'],
    ['<p>&amp;lt; and AT&amp;T</p>', '\\&lt; and AT&T'],
    [
      '<p># one</p><p>- two</p><p>3. three</p><p>&gt; four</p><p>+ five</p><p>== six</p>',
      '\\# one\n\n\\- two\n\n3\\. three\n\n\\> four\n\n\\+ five\n\n\\== six',
    ],
    ['<p><a href="https://a.example/">x</a> - y # z 3. w</p>', '[x](https://a.example/) - y # z 3. w'],
    ['<p>a<br># b</p>', 'a  \n\\# b'],
    ['<ul><li>- a</li></ul>', '- \\- a'],
  ])('%s', async (html, expected) => {
    expect(await markdown(html)).toBe(expected);
  });
});

describe('headings', () => {
  it.each([
    [
      'start at the second level: the title of the page is the first',
      '<h1>Top</h1><h2>Next</h2><h6>Low</h6><p>x</p>',
      '## Top\n\n### Next\n\n###### Low\n\nx',
    ],
    ['keep their levels where there is no first', '<h2>Next</h2><p>x</p>', '## Next\n\nx'],
    ['do not say the title again', '<h1>A page</h1><p>x</p>', 'x'],
    ['lose their bold words and line breaks', '<h2><strong>Bold<br></strong></h2><p>x</p>', '## Bold\n\nx'],
    ['vanish when they are empty', '<h3> </h3><h3><br></h3><p>x</p>', 'x'],
    ['are bold lines inside lists', '<ul><li><h2>Law</h2></li><li>x</li></ul>', '- **Law**\n- x'],
  ])('%s', async (_name, html, expected) => {
    expect(await markdown(html)).toBe(expected);
  });
});

describe('lists', () => {
  it.each([
    ['nested', '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>', '- a\n  - b\n    1. c\n- d'],
    ['nested without an item around them', '<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', '- a\n  - b\n- c'],
    ['nested for their indent alone', '<ul><ul><li>a</li></ul></ul>', '- a'],
    ['numbered from elsewhere', '<ol start="9"><li>a</li><li>b</li></ol>', '9. a\n10. b'],
    ['with paragraphs in an item', '<ol><li><p>a</p><p>b</p></li><li>c</li></ol>', '1. a\n\n   b\n2. c'],
    ['with empty items', '<ul><li></li><li>a</li><li> </li></ul>', '- a'],
    ['with line breaks in an item', '<ul><li>a<br>b<br><br>c</li></ul>', '- a  \n  b\n\n  c'],
    ['with code in an item', '<ul><li>a<pre>x\n y</pre></li></ul>', '- a\n\n  ```\n  x\n   y\n  ```'],
  ])('%s', async (_name, html, expected) => {
    expect(await markdown(html)).toBe(expected);
  });
});

describe('code', () => {
  it('keeps its lines, blanks and marks, and gets a longer fence where it has one itself', async () => {
    expect(await markdown('<p>x</p><pre><code># a *b*\n\n  &lt;c&gt;</code></pre>')).toBe('x\n\n```\n# a *b*\n\n  <c>\n```');
    expect(await markdown('<pre>```\na<br>b</pre>')).toBe('````\n```\na\nb\n````');
  });
});

describe('tables', () => {
  it.each([
    [
      'with a head',
      '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2 | 3</td></tr></tbody></table>',
      '| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |',
    ],
    [
      'with a bold first row',
      '<table><tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>1</td><td>2</td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['without a head', '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>', '| | |\n| --- | --- |\n| 1 | 2 |\n| 3 | |'],
    [
      'with a caption and wide cells',
      '<table><caption>Sums</caption><tr><th colspan="2">A</th></tr><tr><td>1<br>2</td><td><p>3</p><p>4</p></td></tr></table>',
      '**Sums**\n\n| A | |\n| --- | --- |\n| 1 2 | 3 4 |',
    ],
    [
      'with lists under a head',
      '<table><tr><th>A</th><th>B</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td>z</td></tr></table>',
      '| A | B |\n| --- | --- |\n| • x • y | z |',
    ],
    ['of one cell: they only draw a frame', '<table><tr><td><p>a</p><p>b</p></td></tr></table>', 'a\n\nb'],
    ['of one column', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', 'a\n\nb'],
    ['that arrange the page', '<table><tr><td><h2>A</h2></td><td><ul><li>x</li></ul></td></tr></table>', '**A**\n\n- x'],
    [
      'inside tables',
      '<table><tr><td>Left</td><td><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>',
      'Left\n\n| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['without any words', '<p>x</p><table><tr><td> </td><td></td></tr></table>', 'x'],
  ])('%s', async (_name, html, expected) => {
    expect(await markdown(html)).toBe(expected);
  });
});
