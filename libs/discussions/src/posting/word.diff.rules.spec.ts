import { wordDiff } from './word.diff.rules';

const told = (before: string, after: string) => wordDiff(before, after).map(({ kind, text }) => ({ same: '', added: '+', removed: '-' })[kind] + text);

describe('what changed between two wordings', () => {
  it.each([
    ['nothing', 'One two.', 'One two.', ['One two.']],
    ['a word', 'We count trees.', 'We measure trees.', ['We ', '-count', '+measure', ' trees.']],
    ['an end', 'We count', 'We count them', ['We count', '+ them']],
    ['a beginning', 'We count', 'Yes: we count', ['-We', '+Yes: we', ' count']],
    ['all of it', 'a', 'b', ['-a', '+b']],
    ['from nothing', '', 'new', ['+new']],
    ['two places', 'a b c d e', 'a x c y e', ['a ', '-b', '+x', ' c ', '-d', '+y', ' e']],
    ['in Greek', 'το δέντρο', 'το σπίτι', ['το ', '-δέντρο', '+σπίτι']],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('loses nothing of either text, however long they are', () => {
    const text = (seed: number) => Array.from({ length: 3_000 }, (_, index) => `w${(index * seed) % 97}`).join(' ');
    const stretches = wordDiff(text(3), text(5));
    const of = (kind: string) => stretches.filter((each) => each.kind === 'same' || each.kind === kind).map((each) => each.text).join('');
    expect(of('removed')).toBe(text(3));
    expect(of('added')).toBe(text(5));
  });
});
