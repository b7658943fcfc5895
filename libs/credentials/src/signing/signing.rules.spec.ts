import { nextKeyFrom, signingKey } from './signing.rules';

const day = (number: number) => new Date(Date.UTC(2027, 0, number));
const key = (kid: string, from: number, algorithm = 'EdDSA') => ({ kid, algorithm, signsFrom: day(from) });

describe('which key signs', () => {
  const keys = [key('old', 1), key('new', 10), key('other', 5, 'RS256')];
  it.each([
    [9, 'old'],
    [10, 'new'],
    [400, 'new'],
  ])('on day %d: %s', (now, kid) => expect(signingKey(keys, 'EdDSA', day(now))?.kid).toBe(kid));
  it('is none of another algorithm', () => expect(signingKey(keys, 'RS256', day(20))?.kid).toBe('other'));
  it('is the first to begin, while none has', () => expect(signingKey([key('b', 9), key('a', 8)], 'EdDSA', day(1))?.kid).toBe('a'));
  it('is nobody without keys', () => expect(signingKey([], 'EdDSA', day(1))).toBeNull());
});

describe('when the next key is made', () => {
  it('at once where there is none', () => expect(nextKeyFrom([], 'EdDSA', day(1))).toEqual(day(1)));
  it('not while the newest is young', () => expect(nextKeyFrom([key('k', 1)], 'EdDSA', day(300))).toBeNull());
  it('two days before it takes over', () => expect(nextKeyFrom([key('k', 1)], 'EdDSA', day(364))).toEqual(day(366)));
  it('with two days to be known, even when it is late', () => expect(nextKeyFrom([key('k', 1)], 'EdDSA', day(500))).toEqual(day(502)));
  it('only once', () => expect(nextKeyFrom([key('k', 1), key('next', 366)], 'EdDSA', day(365))).toBeNull());
});
