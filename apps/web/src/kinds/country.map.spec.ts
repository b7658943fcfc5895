import { countryMap } from './country.map';

const map = (of: Record<string, number>) => countryMap({ shown: Object.entries(of).map(([country, people]) => ({ country, people })), others: null, total: 0 });

describe('the map of countries', () => {
  it('gives each country a place of its own', () => {
    const places = map({}).tiles.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(40);
  });

  it('stays within its frame', () => {
    const { tiles, width, height, side } = map({});
    expect(Math.max(...tiles.map(({ x }) => x)) + side).toBe(width);
    expect(Math.max(...tiles.map(({ y }) => y)) + side).toBe(height);
  });

  it.each([
    [{ PT: 5, DE: 9, FR: 10, ES: 20, IT: 60 }, { PT: 1, DE: 1, FR: 2, ES: 3, IT: 4, SE: 0 }],
    [{ PT: 5, DE: 20, FR: 300 }, { PT: 1, DE: 2, FR: 4, SE: 0 }],
    [{ PT: 5, DE: 50, FR: 5_000 }, { PT: 1, DE: 2, FR: 4 }],
  ])('shades %j by its numbers', (of, shades) => {
    const { tiles } = map(of);
    expect(Object.fromEntries(tiles.filter(({ country }) => country in shades).map(({ country, shade }) => [country, shade]))).toEqual(shades);
  });

  it('says what each shade stands for, without a gap', () => {
    expect(map({ PT: 7 }).legend).toEqual([{ shade: 1, from: 5, to: 9 }, { shade: 2, from: 10, to: 19 }, { shade: 3, from: 20, to: 39 }, { shade: 4, from: 40, to: null }]);
  });

  it('names the countries that have no tile', () => {
    expect(map({ PT: 7, BR: 6, CV: 5 }).beyond).toEqual(['BR', 'CV']);
  });
});
