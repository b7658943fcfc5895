import { rangeOf, slice } from './byte.range';

describe('the bytes that a Range header asks for', () => {
  it.each([
    [undefined, null],
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=4-99', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
  ] as const)('%s of ten bytes', (header, expected) => {
    expect(rangeOf(header, 10)).toEqual(expected);
  });

  it('are cut out of a stream, across its chunks, and no more is read than is needed', async () => {
    const read: string[] = [];
    async function* stream() {
      for (const chunk of ['abc', 'def', 'ghi', 'jkl']) {
        read.push(chunk);
        yield Buffer.from(chunk);
      }
    }
    const pieces = [];
    for await (const piece of slice(stream(), { start: 2, end: 6 })) pieces.push(piece.toString());
    expect(pieces).toEqual(['c', 'def', 'g']);
    expect(read).toEqual(['abc', 'def', 'ghi']);
  });
});
