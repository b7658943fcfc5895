import { biasOf } from './bias.rules';

const levels = [{ key: 'low', points: 0 }, { key: 'middle', points: 1 }, { key: 'high', points: 2 }];
const criteria = [{ key: 'plan', levels }, { key: 'doubt', levels }];
const all = (level: string) => ({ plan: level, doubt: level });
const times = (count: number, mine: Record<string, string>, ...others: Record<string, string>[]) => Array.from({ length: count }, () => ({ mine, others }));

describe('somebody\'s bias', () => {
  it.each([
    ['is unknown after two works', times(2, all('high'), all('low'), all('low')), null],
    ['is unknown where only one other reviewed', times(5, all('high'), all('low')), null],
    ['is unknown without any work', [], null],
    ['is gentler', times(3, all('high'), all('low'), all('middle')), { works: 3, leaning: 'gentler', criteria: [{ key: 'plan', leaning: 'gentler' }, { key: 'doubt', leaning: 'gentler' }] }],
    ['is stricter', times(3, all('low'), all('high'), all('high')), { works: 3, leaning: 'stricter', criteria: [{ key: 'plan', leaning: 'stricter' }, { key: 'doubt', leaning: 'stricter' }] }],
    ['is none where the others lie on both sides', times(4, all('middle'), all('low'), all('high')), { works: 4, leaning: 'alike', criteria: [] }],
    ['is none on the whole, yet on each criterion', times(3, { plan: 'high', doubt: 'low' }, all('middle'), all('middle')), { works: 3, leaning: 'alike', criteria: [{ key: 'plan', leaning: 'gentler' }, { key: 'doubt', leaning: 'stricter' }] }],
    ['leaves out works with too few other reviews', [...times(3, all('middle'), all('middle'), all('middle')), ...times(9, all('high'), all('low'))], { works: 3, leaning: 'alike', criteria: [] }],
  ])('%s', (_, works, expected) => {
    expect(biasOf(criteria, works)).toEqual(expected);
  });
});
