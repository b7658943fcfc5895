import { Together } from './together';

describe('what is asked together', () => {
  const asked: string[][] = [];
  const unreadable = Object.assign(new Error('not a number'), { code: '22P02' });
  const away = Object.assign(new Error('away'), { code: '08006' });
  const together = new Together<string, number>(async (words) => {
    asked.push([...words]);
    if (words.includes('away')) throw away;
    if (words.some((word) => Number.isNaN(Number(word)))) throw unreadable;
    return words.map(Number);
  });
  beforeEach(() => asked.splice(0));

  it('is one question, and each has its own answer', async () => {
    expect(await Promise.all(['1', '2', '3'].map((word) => together.ask(word)))).toEqual([1, 2, 3]);
    expect(asked).toEqual([['1', '2', '3']]);
  });

  it('fails alone where it cannot be read, and for all where nobody answers', async () => {
    expect(await Promise.allSettled(['1', 'x', '3'].map((word) => together.ask(word)))).toEqual([{ status: 'fulfilled', value: 1 }, { status: 'rejected', reason: unreadable }, { status: 'fulfilled', value: 3 }]);
    expect(asked).toEqual([['1', 'x', '3'], ['1'], ['x'], ['3']]);
    expect(await Promise.allSettled(['1', 'away'].map((word) => together.ask(word)))).toEqual([{ status: 'rejected', reason: away }, { status: 'rejected', reason: away }]);
    expect(await together.ask('4')).toBe(4);
  });
});
