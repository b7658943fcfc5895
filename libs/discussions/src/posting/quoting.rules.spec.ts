import { quoted } from './quoting.rules';

describe('quoting', () => {
  it.each([
    ['a line', 'We count.', '> Ana:\n>\n> We count.\n\n'],
    ['paragraphs', 'One.\n\nTwo.', '> Ana:\n>\n> One.\n>\n> Two.\n\n'],
    ['a quotation', '> Earlier.\n\nNow.', '> Ana:\n>\n> > Earlier.\n>\n> Now.\n\n'],
    ['a mention, which notifies nobody again', 'Thanks @[Eva](person:11111111-1111-4111-8111-111111111111)', '> Ana:\n>\n> Thanks Eva\n\n'],
  ])('%s', (_, markdown, expected) => {
    expect(quoted(markdown, 'Ana:')).toBe(expected);
  });

  it('cuts what is long after a word', () => {
    const cut = quoted('word '.repeat(400), 'Ana:');
    expect(cut.length).toBeLessThan(1_100);
    expect(cut).toMatch(/word …\n\n$/);
  });
});
