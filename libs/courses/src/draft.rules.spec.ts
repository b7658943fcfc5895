import { changeItem, findItem, isItemStale, isSame, keysOf, orderErrors, removeItem, reorder, replaceContent } from './draft.rules';
import type { DraftContent } from './draft.types';
import { content, courseModule, page, section } from './spec-content';

const draft = (): DraftContent =>
  content([
    courseModule('m1', [section('s1', [page('a'), page('b')]), section('s2', [page('c')])]),
    courseModule('m2', [section('s3', [])]),
  ]);

/** Every item that has the revision, in the order of the course. */
const raisedTo = (revision: number, { modules }: DraftContent): string[] =>
  modules
    .flatMap((m) => [m, ...m.sections.flatMap((s) => [s, ...s.activities])])
    .filter((item) => item.revision === revision)
    .map(({ key }) => key);

describe('a change of an item', () => {
  it.each([
    ['the item as it is', 5, 5, 9, false],
    ['a later draft in which the item is still the same', 5, 7, 9, false],
    ['the newest draft', 5, 9, 9, false],
    ['the item before its last change', 5, 4, 9, true],
    ['a draft that never was', 5, 10, 9, true],
  ])('based on %s', (_what, item, given, current, stale) => {
    expect(isItemStale({ revision: item }, given, current)).toBe(stale);
  });

  it('leaves all other items as they are', () => {
    const after = changeItem(draft(), 'activities', 'b', (item) => [{ ...item, title: 'B', revision: 2 }]);
    expect(raisedTo(2, after)).toEqual(['b']);
    expect(findItem(after, 'activities', 'b')).toMatchObject({ title: 'B' });
    expect(findItem(after, 'activities', 'a')).toEqual(findItem(draft(), 'activities', 'a'));
  });

  it('finds items by kind and key', () => {
    expect(findItem(draft(), 'sections', 's3')?.key).toBe('s3');
    expect(findItem(draft(), 'modules', 's3')).toBeNull();
    expect([...keysOf(draft())].sort()).toEqual(['a', 'b', 'c', 'm1', 'm2', 's1', 's2', 's3']);
  });
});

describe('removing an item', () => {
  it.each([
    ['activities', 'a', ['s1'], ['b', 'c', 'm1', 'm2', 's1', 's2', 's3']],
    ['sections', 's1', ['m1'], ['c', 'm1', 'm2', 's2', 's3']],
    ['modules', 'm1', [], ['m2', 's3']],
  ] as const)('of the %s changes what held it', (kind, key, raised, left) => {
    const after = removeItem(draft(), kind, key, 2);
    expect(raisedTo(2, after)).toEqual(raised);
    expect([...keysOf(after)].sort()).toEqual(left);
  });
});

describe('another order', () => {
  const order = (...modules: [string, ...[string, string[]][]][]) => ({
    modules: modules.map(([key, ...sections]) => ({ key, sections: sections.map(([s, activities]) => ({ key: s, activities })) })),
  });

  it('moves items across sections and modules, and changes what holds others than before', () => {
    const wanted = order(['m2', ['s3', ['c']], ['s2', []]], ['m1', ['s1', ['a', 'b']]]);
    expect(orderErrors(draft(), wanted)).toEqual([]);
    const after = reorder(draft(), wanted, 2);
    expect(after.modules.map(({ key }) => key)).toEqual(['m2', 'm1']);
    expect(raisedTo(2, after)).toEqual(['m2', 's3', 's2', 'm1']);
  });

  it('names every item once', () => {
    const errors = orderErrors(draft(), order(['m1', ['s1', ['a', 'a', 'z']]], ['m1']));
    expect(errors).toEqual([
      { pointer: '/modules/1/key', detail: '"m1" is not there, or named twice' },
      { pointer: '/modules', detail: '"m2" is left out' },
      { pointer: '/modules', detail: '"s2" is left out' },
      { pointer: '/modules', detail: '"s3" is left out' },
      { pointer: '/modules/0/sections/0/activities/1', detail: '"a" is not there, or named twice' },
      { pointer: '/modules/0/sections/0/activities/2', detail: '"z" is not there, or named twice' },
      { pointer: '/modules', detail: '"b" is left out' },
      { pointer: '/modules', detail: '"c" is left out' },
    ]);
  });
});

describe('the whole content anew', () => {
  it('keeps the revision of what did not change, wherever it went', () => {
    const after = draft();
    after.modules[0]!.sections[0]!.activities[0] = page('a', { title: 'Anew' });
    after.modules[1]!.sections[0]!.activities.push(page('d'));
    expect(raisedTo(2, replaceContent(draft(), after, 2))).toEqual(['a', 's3', 'd']);
  });
});

describe('two values', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j and %j are the same: %s', (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
    expect(isSame(other, one)).toBe(same);
  });
});
