import { countriesToShow } from './country.rules';

const counts = (of: Record<string, number>) => Object.entries(of).map(([country, people]) => ({ country, people }));
const shown = (of: Record<string, number>) => {
  const answer = countriesToShow(counts(of));
  return answer && { named: Object.fromEntries(answer.shown.map(({ country, people }) => [country, people])), others: answer.others, total: answer.total };
};

describe('which countries are named with their numbers', () => {
  it.each([
    ['all that are large enough', { PT: 9, DE: 5 }, { named: { PT: 9, DE: 5 }, others: null, total: 14 }],
    ['small ones together', { PT: 9, DE: 4, FR: 3 }, { named: { PT: 9 }, others: 7, total: 16 }],
    ['never one that the total gives away', { PT: 9, ES: 6, DE: 4 }, { named: { PT: 9 }, others: 10, total: 19 }],
    ['never a sum that is too small itself', { PT: 9, ES: 6, DE: 1, FR: 1 }, { named: { PT: 9 }, others: 8, total: 17 }],
    ['none where two are left', { PT: 9, DE: 4 }, { named: {}, others: 13, total: 13 }],
    ['none where all are small', { PT: 4, DE: 4 }, { named: {}, others: 8, total: 8 }],
    ['one alone', { PT: 5 }, { named: { PT: 5 }, others: null, total: 5 }],
    ['nothing of four people', { PT: 2, DE: 2 }, null],
    ['nothing of nobody', {}, null],
    ['no country without people', { PT: 7, DE: 0 }, { named: { PT: 7 }, others: null, total: 7 }],
  ] as [string, Record<string, number>, ReturnType<typeof shown>][])('%s', (_which, of, expected) => {
    expect(shown(of)).toEqual(expected);
  });

  it('most people first, and in the order of their codes where they are equal', () => {
    expect(countriesToShow(counts({ SE: 5, AT: 5, PT: 8 }))?.shown.map(({ country }) => country)).toEqual(['PT', 'AT', 'SE']);
  });

  it('never says, by itself or by what is left of the total, how many fewer than five there are somewhere', () => {
    for (let seed = 0; seed < 500; seed++) {
      const of = Object.fromEntries(['AT', 'BE', 'CZ', 'DK', 'EE'].slice(0, (seed % 5) + 1).map((country, index) => [country, (seed * (index + 3) * 7) % 11]));
      const answer = countriesToShow(counts(of));
      if (!answer) continue;
      const rest = answer.total - answer.shown.reduce((sum, { people }) => sum + people, 0);
      expect(rest).toBe(answer.others ?? 0);
      for (const number of [...answer.shown.map(({ people }) => people), ...(rest > 0 ? [rest] : [])]) expect(number).toBeGreaterThanOrEqual(5);
      const unnamed = Object.entries(of).filter(([country, people]) => people > 0 && !answer.shown.some((each) => each.country === country));
      expect(unnamed).not.toHaveLength(1);
    }
  });
});
