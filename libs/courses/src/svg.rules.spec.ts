import { copiesIn, drawnSize, whyNotDraw } from './svg.rules';

const svg = (content: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${content}</svg>`;

describe('a drawing', () => {
  it.each([
    ['shapes', '<rect width="1"/><path d="M0 0L1 1"/>'],
    ['references to itself', `<g id="a"/><use href="#a"/><use xlink:href='#a'/>`],
    ['a picture of its own', '<image href="data:image/png;base64,AAAA"/>'],
    ['a word about text', '<desc>text, href</desc>'],
  ])('may hold %s', (_what, content) => {
    expect(whyNotDraw(svg(content))).toBeNull();
  });

  it.each([
    ['files', '<image href="/etc/passwd"/>'],
    ['files, over lines', `<image\n xlink:href\n =\n 'file:///x'/>`],
    ['drawings of drawings', '<image href="data:image/svg+xml;base64,AAAA"/>'],
    ['other sites', '<use href="https://evil.example/#a"/>'],
    ['an escaped path', '<image href="&#47;etc&#47;passwd"/>'],
    ['text', '<text x="1">a</text>'],
    ['text by another name', '<s:text>a</s:text>'],
    ['other languages', '<foreignObject/>'],
  ])('is not drawn with %s', (_what, content) => {
    expect(whyNotDraw(svg(content))).toEqual(expect.any(String));
  });

  it('is not drawn with a document type of its own', () => {
    expect(whyNotDraw('<!DOCTYPE svg [ <!ENTITY a "b"> ]><svg/>')).toContain('entities');
    expect(whyNotDraw('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>')).toBeNull();
  });

  it('counts what its repetitions unfold to', () => {
    expect(copiesIn(svg('<g id="a"><rect/><rect/></g><use href="#a"/>'))).toBe(5 + 3);
    const doubling = (times: number) => `<rect id="a0"/>${Array.from({ length: times }, (_, i) => `<g id="a${i + 1}"><use href="#a${i}"/><use href="#a${i}"/></g>`).join('')}`;
    expect(copiesIn(svg(doubling(10)))).toBeGreaterThan(1_000);
    expect(copiesIn(svg(doubling(60)))).toBeGreaterThan(1e9);
    expect(copiesIn(svg('<g id="a"><use href="#a"/></g>'))).toBe(Infinity);
    expect(copiesIn(svg('<g>'.repeat(300) + '</g>'.repeat(300)))).toBe(Infinity);
  });

  it('is looked at in a time that grows with its length alone', () => {
    const hostile = [`<svg>${'<a '.repeat(200_000)}`, `<svg ${'a="'.repeat(200_000)}`, '<!DOCTYPE'.repeat(80_000), `<svg>${'href '.repeat(120_000)}`, '<'.repeat(600_000)];
    const before = process.cpuUsage();
    for (const text of hostile) whyNotDraw(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });

  it.each([
    [' width="60" height="40px"', { width: 60, height: 40 }],
    [' width="60.5" viewBox="0 0 1 1" height=\'40\'', { width: 60.5, height: 40 }],
    [' width="100%" height="40"', null],
    [' viewBox="0 0 60 40"', null],
    [' stroke-width="3" width="0" height="0"', null],
  ])('says its size in%s', (attributes, size) => {
    expect(drawnSize(svg('<rect width="5" height="5"/>', attributes))).toEqual(size);
  });
});
